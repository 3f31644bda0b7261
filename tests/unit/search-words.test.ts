import { describe, expect, test } from "vitest";
import { documentOf } from "@/server/papers/search/document";
import { readQuery } from "@/server/papers/search/query";
import { distance, misspellingsOf } from "@/server/papers/search/spelling";
import { shownText, stemOf, wordsOf } from "@/server/papers/search/words";

const words = (source: string) => wordsOf(shownText(source)).map(({ text, mark }) => text + mark);

describe("the words of a text", () => {
  test.each([
    ["“grokking” in an LLM’s ‘training’", "grokking in an llm training"],
    [
      "Training—scaling it… Yang–Mills, non‑breaking",
      "training scaling it yang mills non breaking",
    ],
    ["Loss×steps≤3", "loss steps 3"],
    ['K\\"ahler, Schr\\"odinger, Macr\\`i', "kahler schrodinger macri"],
    ["Kähler Łukasz Œuvre Straße ﬁne İstanbul", "kahler lukasz oeuvre strasse fine istanbul"],
    ["KÄHLER ΣΟΦΌΣ Ёлка", "kahler σοφοσ елка"],
    ["Qwen2.5-VL-7B", "qwen 2 5 vl 7b"],
    ["GPT-4o GPT4o", "gpt 4o gpt 4o"],
    ["C++ C# C c++", "c++ c# c c++"],
    ["$\\alpha$-GFN α-GFN αDepth", "alpha gfn alpha gfn alpha depth"],
    ["$\\pi_0$ π_0 π0", "pi 0 pi 0 pi 0"],
    ["$\\mathcal{O}(n^2)$", "o n 2"],
    ["𝔼 ℝ ｆｕｌｌ", "e r full"],
    ["soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"],
    ["深度学习 模型", "深 度 学 习 模 型"],
    ["한국어 학습", "한국어 학습"],
    ["हिन्दी भाषा", "हिन्दी भाषा"],
    ["don’t O'Brien", "don t o brien"],
    ["… — “” ×", ""],
  ])("%s", (source, found) => {
    expect(words(source).join(" ")).toBe(found);
  });

  test("are as long as anybody types", () => {
    expect(words("x".repeat(5_000))).toEqual(["x".repeat(48)]);
  });
});

test("forms of a word have a stem in common, and other words have another", () => {
  expect(["models", "modelling", "modeled"].map(stemOf)).toEqual(["model", "model", "model"]);
  expect(stemOf("generative")).not.toBe(stemOf("general"));
  expect(stemOf("学")).toBe("学");
});

describe("a document", () => {
  const of = (title: string, abstract = "", authors: string[] = []) =>
    documentOf({ title, abstract, authors, keywords: [], organization: null });

  test("holds a compound as its words and as one", () => {
    expect([...of("Pre-training").words]).toEqual(["pre", "pretraining", "training"]);
    expect([...of("State-of-the-art").words]).toEqual(["state", "of", "the", "art"]);
  });

  test("knows the words of its title, and the title as a whole", () => {
    const { vector } = of("C++ for all", "Models");
    expect(vector).toContain("'^c++'");
    expect(vector).not.toContain("'^model'");
    const whole = (title: string) => /'=[^']+'/.exec(of(title).vector)?.[0];
    expect(whole("Attention Is “All”")).toBe(whole("attention is all"));
    expect(whole("Attention is all")).not.toBe(whole("All is attention"));
  });

  test("stays within what Postgres takes, whatever a file holds", () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `${"名".repeat(290)}${at}`);
    const { vector } = of("的".repeat(1_000), "\ufdfa".repeat(20_000), names);
    expect(Buffer.byteLength(vector)).toBeLessThan(1_000_000);
    const position = Math.max(...[...vector.matchAll(/[:,](\d+)/g)].map(([, at]) => Number(at)));
    expect(position).toBeLessThanOrEqual(16_383);
  });
});

describe("what was typed", () => {
  const read = (q: string) =>
    readQuery(q).map((terms) =>
      terms.map(
        ({ words: of, isPhrase, isExcluded, field, topic }) =>
          `${isExcluded ? "-" : ""}${field ? `${field}:` : ""}${isPhrase ? "=" : ""}${
            topic ? `#${topic}` : of.map(({ text }) => text).join("+")
          }`,
      ),
    );

  test.each([
    ['narwhal "block diffusion" -lora OR gan', [["narwhal", "=block+diffusion", "-lora"], ["gan"]]],
    ["“attention is all”", [["=attention+is+all"]]],
    ["«une phrase» „eine“", [["=une+phrase", "=eine"]]],
    ["“attention", [["attention"]]],
    ["pre-training - x -", [["pre+training", "x"]]],
    ['-"a b" c', [["-=a+b", "c"]]],
    ["-only", []],
    ["OR OR", []],
    ['author:"Ada King" -Author:lynx', [["author:=ada+king", "-author:=lynx"]]],
    ["keyword:agents organization:“A Lab”", [["keyword:=agents", "organization:=a+lab"]]],
    ["author:jean-pierre", [["author:=jean+pierre"]]],
    ["topic:agents memory", [["#agents", "memory"]]],
    ['topic:"Vision and language" OR TOPIC:3D', [["=#vision-and-language"], ["#3d"]]],
    ["-topic:video", []],
    ["-topic:video x", [["-#video", "x"]]],
    // what is no operator is a word
    ["topic:sports", [["topic+sports"]]],
    ["author: king", [["author", "king"]]],
    ['author:"" king', [["king"]]],
    ["coauthor:king title:x", [["coauthor+king", "title+x"]]],
    ["(author:king) x", [["author+king", "x"]]],
    ["author:OR king", [["author:=or", "king"]]],
  ])("%s", (q, terms) => {
    expect(read(q)).toEqual(terms);
  });

  test("keeps where each word is in the text", () => {
    const q = 'author:"Ada King" -keyword:loom topic:sports';
    const found = readQuery(q).flatMap((terms) => terms.flatMap(({ words: of }) => of));
    expect(found.map(({ start, end }) => q.slice(start, end))).toEqual([
      "Ada",
      "King",
      "loom",
      "topic",
      "sports",
    ]);
  });

  test("is bounded", () => {
    expect(read("a-".repeat(5_000))[0]?.[0]?.split("+")).toHaveLength(64);
  });
});

describe("typos", () => {
  test.each([
    ["attention", "attenton"],
    ["attention", "attentiion"],
    ["attention", "attemtion"],
    ["attention", "attnetion"],
    ["diffusion", "xiffusion"],
  ])("%s and %s are one apart, and share a hash", (word, slip) => {
    expect(distance(word, slip)).toBe(1);
    const hashes = new Set(misspellingsOf(word));
    expect(misspellingsOf(slip).some((hash) => hashes.has(hash))).toBe(true);
  });

  test("are not looked for in numbers and names of two letters", () => {
    expect(misspellingsOf("2501")).toEqual([]);
    expect(misspellingsOf("vl")).toEqual([]);
  });
});
