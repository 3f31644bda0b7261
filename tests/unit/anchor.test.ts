import { expect, describe as group, test } from "vitest";
import { describe, resolve } from "@/server/annotations/anchor";
import { hashText } from "@/server/annotations/text";

const ABSTRACT =
  "The massive interest in deep neural networks (DNNs) has been sparked by the growth in " +
  "computational power. However, this led to an increase in the memory footprint, to a point " +
  "where it can be challenging to simply load a model on commodity devices. To address this " +
  "limitation, quantization is a favored solution as it maps high precision tensors to a low " +
  "precision, memory efficient format. Our method outperforms the state of the art on ImageNet. " +
  "It also outperforms the state of the art on COCO, at a tenth of the cost.";

/** Describes the nth occurrence of `quote` in `text`. */
function mark(text: string, quote: string, nth = 1) {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1);
  const target = describe(text, { start, end: start + quote.length });
  if (!target) throw new Error(`"${quote}" does not stand in the text`);
  return { ...target, textHash: hashText(text) };
}

/** What the mark covers in another text, or null for an orphan. */
function found(target: ReturnType<typeof mark>, text: string) {
  const place = resolve(target, text, hashText(text));
  return place && text.slice(place.start, place.end);
}

group("a passage is described so that it can be found again", () => {
  test("with its offsets, its words and 32 characters on either side", () => {
    expect(mark(ABSTRACT, "quantization is a favored solution")).toMatchObject({
      start: ABSTRACT.indexOf("quantization"),
      exact: "quantization is a favored solution",
      prefix: "ices. To address this limitation,".slice(-31).concat(" "),
      suffix: " as it maps high precision tenso",
    });
  });

  test("without the spaces at its ends", () => {
    expect(describe("one  two  three", { start: 3, end: 10 })).toMatchObject({
      start: 5,
      end: 8,
      exact: "two",
    });
  });

  test.each([
    ["outside the text", { start: 5, end: 50 }],
    ["before it", { start: -1, end: 3 }],
    ["empty", { start: 2, end: 2 }],
    ["backwards", { start: 4, end: 2 }],
    ["nothing but a space", { start: 3, end: 4 }],
  ])("and is none when it is %s", (_, span) => {
    expect(describe("one two", span)).toBeNull();
  });

  test.each([
    ["an emoji of several code points", "a 👩🏽‍🚀 b", { start: 3, end: 4 }, "👩🏽‍🚀"],
    ["a flag", "a 🇳🇴 b", { start: 2, end: 4 }, "🇳🇴"],
    ["a combining accent", "a cafe\u0301 b", { start: 2, end: 6 }, "cafe\u0301"],
    ["a surrogate pair", "x 𝛼 y", { start: 2, end: 3 }, "𝛼"],
    ["Devanagari", "x नि y", { start: 2, end: 3 }, "नि"],
  ])("never cuts %s", (_, text, span, exact) => {
    expect(describe(text, span)?.exact).toBe(exact);
  });

  test("never leaves half a surrogate pair in its surroundings", () => {
    const text = `${"😀".repeat(20)}x here ${"😀".repeat(20)}`;
    const target = mark(text, "here");
    expect(target.prefix + target.suffix).not.toMatch(/\p{Surrogate}/u);
  });

  test("takes all of a formula that it touches", () => {
    const text = "We scale to $n^2 \\log n$ tokens and $k$ heads.";
    const atoms = [
      { start: 12, end: 24 },
      { start: 36, end: 39 },
    ];
    expect(describe(text, { start: 3, end: 15 }, atoms)?.exact).toBe("scale to $n^2 \\log n$");
    expect(describe(text, { start: 20, end: 38 }, atoms)?.exact).toBe(
      "$n^2 \\log n$ tokens and $k$",
    );
    expect(describe(text, { start: 25, end: 31 }, atoms)?.exact).toBe("tokens");
  });
});

group("a passage is found again", () => {
  test("at its position in the same text, also where the same words stand twice", () => {
    const target = mark(ABSTRACT, "state of the art", 2);
    expect(resolve(target, ABSTRACT, hashText(ABSTRACT))?.start).toBe(
      ABSTRACT.lastIndexOf("state of the art"),
    );
  });

  test("when the source wraps its lines elsewhere", () => {
    const wrapped = ABSTRACT.replace("deep neural", "deep\nneural").replace(
      "to a point",
      "to\ta point",
    );
    expect(hashText(wrapped)).toBe(hashText(ABSTRACT));
    expect(found(mark(ABSTRACT, "deep neural networks"), wrapped)).toBe("deep\nneural networks");
  });

  test("after words were put in before it", () => {
    const quote = "quantization is a favored solution";
    expect(found(mark(ABSTRACT, quote), `In this paper: ${ABSTRACT}`)).toBe(quote);
  });

  test("after a few letters of it changed", () => {
    const edited = ABSTRACT.replace("a favored solution as", "the favoured solution since");
    expect(found(mark(ABSTRACT, "quantization is a favored solution as it maps"), edited)).toBe(
      "quantization is the favoured solution since it maps",
    );
  });

  test("after its sentence moved", () => {
    const quote =
      "However, this led to an increase in the memory footprint, to a point where it can be challenging to simply load a model on commodity devices.";
    const moved = `${ABSTRACT.replace(`${quote} `, "")} ${quote}`;
    expect(found(mark(ABSTRACT, quote), moved)).toBe(quote);
  });

  test("by its surroundings, where a repeated phrase moved", () => {
    const longer = `Foreword. ${ABSTRACT}`;
    const place = resolve(mark(ABSTRACT, "state of the art", 2), longer, hashText(longer));
    expect(place?.start).toBe(longer.lastIndexOf("state of the art"));
  });

  test.each([
    [
      "Arabic",
      "نقدم طريقة جديدة لضغط الشبكات العصبية دون فقدان الدقة.",
      "لضغط الشبكات العصبية دون",
    ],
    [
      "Chinese",
      "我们提出了一种新的神经网络压缩方法，在保持精度的同时显著降低了内存占用和推理成本。",
      "在保持精度的同时显著降低了内存占用和推理成本",
    ],
    [
      "emoji",
      "Models 🤖 that 🗣️ talk to 👩🏽‍🚀 astronauts in 🌌 space are rare.",
      "talk to 👩🏽‍🚀 astronauts in 🌌",
    ],
  ])("in %s", (_, text, quote) => {
    expect(found(mark(text, quote), `(v2) ${text}`)).toBe(quote);
  });

  test("wherever 200 random edits elsewhere leave it and its neighbours alone", () => {
    const quote = "quantization is a favored solution";
    const target = mark(ABSTRACT, quote);
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const at = random(target.start - 40);
      const edited =
        ABSTRACT.slice(0, at) +
        "lorem ipsum ".slice(0, random(12)) +
        ABSTRACT.slice(at + random(30));
      expect(found(target, edited)).toBe(quote);
    }
  });
});

group("a passage without a certain place is an orphan", () => {
  test("when its sentence was deleted", () => {
    const quote =
      "However, this led to an increase in the memory footprint, to a point where it can be";
    expect(found(mark(ABSTRACT, quote), ABSTRACT.replace(quote, ""))).toBeNull();
  });

  test("when only its twin is left", () => {
    const target = mark(ABSTRACT, "outperforms the state of the art on", 1);
    const without = ABSTRACT.replace(
      "Our method outperforms the state of the art on ImageNet. ",
      "",
    );
    expect(found(target, without)).toBeNull();
  });

  test("when the abstract was rewritten", () => {
    const rewritten =
      "We study how codebooks compress large models and give bounds for the error they make.";
    for (const quote of ["quantization is a favored solution", "memory", "However, this led to"]) {
      expect(found(mark(ABSTRACT, quote), rewritten)).toBeNull();
    }
  });

  test("when two places would do equally well", () => {
    const text = "alpha beta gamma delta epsilon zeta. ";
    const target = mark(text.repeat(4), "beta gamma delta epsilon", 2);
    expect(found(target, `New. ${text.repeat(4)}`)).toBeNull();
  });

  test("when a short quote was edited", () => {
    expect(
      found(mark(ABSTRACT, "tenth of the"), ABSTRACT.replace("a tenth of", "a third of")),
    ).toBeNull();
  });

  test("when a short quote occurs once, but reworded", () => {
    const target = mark(ABSTRACT, "memory", 1);
    expect(
      found(target, "What we learn depends on memory and attention, as Smith noted."),
    ).toBeNull();
  });
});

group("with the old text at hand", () => {
  const SENTENCE =
    "We cut the memory footprint of large models by 12.5 % with a codebook that is learned once.";
  const REST = "It runs on a single device. The code is open and the models are free to use.";

  /** What the mark on `quote` covers after the first text has become the second. */
  const moved = (quote: string, from: string, to: string, nth = 1) => {
    const target = mark(from, quote, nth);
    const place = resolve(target, to, hashText(to), { before: from });
    return place && to.slice(place.start, place.end);
  };

  test("a sentence with one changed letter needs no matching neighbor", () => {
    const edited = SENTENCE.replace("large", "larger");
    expect(
      moved(
        SENTENCE,
        `Networks grow every year. ${SENTENCE} ${REST}`,
        `What does it cost to serve them? ${edited} We measure it on four benchmarks.`,
      ),
    ).toBe(edited);
  });

  test("a sentence whose number changed is kept: what says so is the comparison with its quote", () => {
    const edited = SENTENCE.replace("12.5", "98.7");
    expect(moved(SENTENCE, `${SENTENCE} ${REST}`, `${edited} ${REST}`)).toBe(edited);
  });

  test("of two sentences that differ in a number, each keeps its own, also when they change places", () => {
    const other = SENTENCE.replace("12.5", "31.2");
    const from = `${SENTENCE} ${REST} ${other}`;
    expect(moved(SENTENCE, from, `${other} ${REST} ${SENTENCE}`)).toBe(SENTENCE);
    expect(moved(other, from, `${other} ${REST} ${SENTENCE}`)).toBe(other);
  });

  test("a deleted sentence is not taken for the one that looks like it", () => {
    const other = SENTENCE.replace("12.5", "31.2");
    const from = `${SENTENCE} ${REST} ${other}`;
    expect(moved(SENTENCE, from, `${REST} ${other}`)).toBeNull();
    expect(moved(SENTENCE, from, `${REST} ${other.replace("once", "twice")}`)).toBeNull();
    expect(moved(SENTENCE, from, other)).toBeNull();
  });

  test("a deleted sentence is not taken for one that was edited to the same letters", () => {
    const twin = SENTENCE.replace("large", "larger");
    const from = `${SENTENCE} ${REST} ${twin}`;
    expect(moved(SENTENCE, from, `${REST} ${SENTENCE}`)).toBeNull();
  });

  test("a phrase that occurred twice matches neither place once its own sentence is deleted", () => {
    expect(
      moved(
        "outperforms the state of the art on",
        ABSTRACT,
        ABSTRACT.replace("Our method outperforms the state of the art on ImageNet. ", ""),
      ),
    ).toBeNull();
  });

  test.each([
    [
      "a plural",
      "network",
      "Each network learns alone.",
      "Each networks learns alone.",
      "networks",
    ],
    [
      "a longer last word",
      "the footprint of every large model",
      "We cut the footprint of every large model by half.",
      "We cut the footprint of every large modelling run by half.",
      "the footprint of every large modelling",
    ],
    [
      "a number with more digits",
      "a loss of accuracy of at most 0.5",
      "There is a loss of accuracy of at most 0.5 points.",
      "There is a loss of accuracy of at most 0.517 points.",
      "a loss of accuracy of at most 0.517",
    ],
  ])("a mark ends with a whole word: %s", (_, quote, from, to, covered) => {
    expect(moved(quote, from, to)).toBe(covered);
  });

  test.each([
    ["its first words", "Our approach", "All summarization", "text", "text"],
    ["its last word", "Our approach", "Our approach", "text", "paragraph"],
  ])("replaced words at an end are inside: %s", (_, first, newFirst, last, newLast) => {
    const middle =
      "reads the reports of a week in one pass, needs neither labels nor a second model, and takes " +
      "as little memory as the smallest of the models that we know of, whatever is asked of it in";
    const quote = `${first} ${middle} ${last}.`;
    const edited = `${newFirst} ${middle} ${newLast}.`;
    const from = `Reports are long. ${quote} ${REST}`;
    expect(moved(quote, from, `Reports are long. ${edited} ${REST}`)).toBe(edited);
    expect(moved(quote, from, `Nobody has the time. ${edited} We test it.`)).toBe(edited);
  });

  test("a word inserted before or after the passage is outside", () => {
    const quote = "reads the reports of a week in one pass over the text";
    const edited = quote.replace("a week", "one week");
    const from = `Our approach ${quote} and needs no labels.`;
    expect(moved(quote, from, `Our approach now ${edited} alone and needs no labels.`)).toBe(
      edited,
    );
  });

  test("a passage has no place if nothing distinguishes its last word from the next sentence's", () => {
    const quote = "reads the reports of a week in one pass over paragraphs and";
    const from = `Our approach ${quote} needs no labels, which are dear.`;
    const edited = quote.replace("paragraphs and", "paragraphs model");
    expect(moved(quote, from, `What ${edited} it for other readers is shown.`)).toBeNull();
  });

  test("a stock phrase is not mistaken for the one in another sentence", () => {
    const from = "We train one model for all tasks. Code is available at https://example.org/ours.";
    const to = "We prevent outputs of low quality. Our code is available at https://example.org.";
    expect(moved("Code is available at", from, to)).toBeNull();
  });

  test("half a word stays half a word, as it was chosen", () => {
    expect(moved("quant", ABSTRACT, `In short: ${ABSTRACT}`)).toBe("quant");
  });

  test("a formula is included whole or not at all", () => {
    const from = "The bound on the error of the codebook is $n^2$, which is tight for all inputs.";
    const to =
      "The bound on the error of the codebook is $n^2 + 1$, which is tight for all inputs.";
    const target = mark(from, "on the error of the codebook is $n^2$");
    const atoms = [{ start: to.indexOf("$"), end: to.lastIndexOf("$") + 1 }];
    const place = resolve(target, to, hashText(to), { before: from, atoms });
    expect(place && to.slice(place.start, place.end)).toBe(
      "on the error of the codebook is $n^2 + 1$",
    );
  });
});

test("however long quote and text are, the search ends, and takes its own of many alike or none", () => {
  const long = Array.from(
    { length: 900 },
    (_, i) => `Sentence number ${i * 7919} says little. `,
  ).join("");
  const edited = long.replaceAll("says", "tells");
  for (const length of [300, 2_000, 8_000]) {
    const target = mark(long, long.slice(100, 100 + length));
    // an unbounded search would exceed the test's time
    const place = resolve(target, edited, "another", { before: long });
    const shift = 3;
    if (place) expect(Math.abs(place.start - target.start - shift)).toBeLessThan(10);
  }
});
