import { createElement } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Part } from "@/components/annotations/pieces";
import { type Drag, dragged, snapped, wordText } from "@/components/annotations/whole-words";

/** The drag through these offsets, the first being where it begins. */
function drag(text: string, [anchor = 0, ...path]: number[]): Drag {
  let made: Drag | null = null;
  for (const focus of path) made = dragged(text, made, { anchor, focus });
  if (!made) throw new Error("a drag needs two offsets");
  return made;
}

/** What a drag selects, and whether its direction stays. */
function selected(text: string, path: number[], parts: Part[] = []) {
  const words = wordText(text, parts);
  const made = drag(words, path);
  const { anchor, focus } = snapped(words, made);
  expect(focus < anchor).toBe(made.focus < made.anchor);
  return text.slice(Math.min(anchor, focus), Math.max(anchor, focus));
}

/** Before the nth occurrence of `letters`, or after it. */
const at = (text: string, letters: string) => text.indexOf(letters);
const after = (text: string, letters: string) => text.indexOf(letters) + letters.length;

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ["with the browser's words", false],
  ["in a browser without them", true],
])("%s", (_, isOld) => {
  const setUp = () => {
    if (isOld) vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
  };

  test.each([
    ["within two words", "We train a reader", "e tra", "We train"],
    ["within one word", "We train a reader", "rai", "train"],
    ["a whole word", "We train a reader", "train", "train"],
    ["with spaces around it", "We train a reader", " train ", "train"],
    ["from the end of a word", "We train a reader", " tr", "train"],
    ["up to a comma", "papers, votes and", "apers,", "papers,"],
    ["only punctuation", "papers, votes", ",", ","],
    ["a number with a point", "12.5 percent", "2.", "12.5"],
    ["an apostrophe", "the reader's list", "ead", "reader's"],
    ["a hyphen", "image-text pairs", "mag", "image"],
    ["the whole text", "one", "one", "one"],
    ["combining marks", "cafe\u0301s of Paris", "afe", "cafe\u0301s"],
    [
      "letters outside the first plane",
      "see \u{1d400}\u{1d401}c now",
      "\u{1d401}",
      "\u{1d400}\u{1d401}c",
    ],
    ["half an emoji", "see 🧪 now", "\ud83e", "🧪"],
    ["right to left", "قرأنا الأوراق اليوم", "أورا", "الأوراق"],
    ["right to left with marks", "קָרָאנוּ מַאֲמָר", "רָא", "קָרָאנוּ"],
  ])("a pointer selects whole words: %s", (_, text, letters, expected) => {
    setUp();
    const [from, to] = [at(text, letters), after(text, letters)];
    expect(selected(text, [from, to])).toBe(expected);
    expect(selected(text, [to, from])).toBe(expected);
  });

  test("a formula is no word, and no part of one", () => {
    setUp();
    const text = "the $k$-means clusters";
    const shown = createElement("span");
    const parts = [{ start: 4, end: 7, text: "$k$", shown }];
    expect(selected(text, [1, 7], parts)).toBe("the $k$");
    expect(selected(text, [9, 12], parts)).toBe("means");
  });

  test("a letter that is written as a command is part of its word", () => {
    setUp();
    const text = 'by Schr\\"odinger alone';
    const parts = [{ start: 7, end: 10, text: '\\"o', shown: "ö" }];
    expect(selected(text, [4, 6], parts)).toBe('Schr\\"odinger');
    expect(selected(text, [12, 14], parts)).toBe('Schr\\"odinger');
  });

  test("a blank selection stays as it is", () => {
    setUp();
    expect(selected("one   two", [4, 5])).toBe(" ");
  });
});

test("scripts without spaces are selected by their words", () => {
  const text = "我们训练一个模型";
  expect(selected(text, [at(text, "练"), after(text, "练")])).toBe("训练");
  vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
  expect(selected(text, [at(text, "练"), after(text, "练")])).toBe("练");
});

describe("dragging back", () => {
  const text = "Readers vote on papers together";
  const papers = at(text, "papers");

  test("within the word that it reached, selects that word by letter", () => {
    expect(selected(text, [2, papers + 5, papers + 3])).toBe("Readers vote on pap");
  });

  test("by one letter is no intention", () => {
    expect(selected(text, [2, papers + 5, papers + 4])).toBe("Readers vote on papers");
    expect(selected(text, [2, papers + 5, papers + 2, papers + 4])).toBe("Readers vote on pape");
  });

  test("and forward again, selects whole words again", () => {
    expect(selected(text, [2, papers + 4, papers + 1, papers + 4])).toBe("Readers vote on papers");
    expect(selected(text, [2, papers + 4, papers + 1, papers + 9])).toBe(text);
  });

  test("from a later word, selects the word that it comes to", () => {
    expect(selected(text, [2, papers + 9, papers + 5, papers + 2])).toBe("Readers vote on papers");
    expect(selected(text, [2, papers + 9, papers + 2, papers + 5, papers + 3])).toBe(
      "Readers vote on pap",
    );
  });

  test("into the word where it began, selects letters of it", () => {
    expect(selected(text, [1, papers, 5])).toBe("eade");
    expect(selected(text, [1, 6, 3])).toBe("ea");
  });

  test("does the same from right to left", () => {
    const vote = at(text, "vote");
    expect(selected(text, [papers + 3, vote, vote + 2])).toBe("te on papers");
    expect(selected(text, [papers + 5, 2, papers + 2])).toBe("per");
  });

  test("past where it began, selects whole words", () => {
    expect(selected(text, [papers + 3, papers + 6, papers + 4, papers + 1])).toBe("papers");
  });

  test("keeps an accent on its letter", () => {
    const accented = "Readers vote in cafe\u0301s together";
    const start = at(accented, "cafe");
    expect(selected(accented, [2, start + 6, start + 4])).toBe("Readers vote in cafe\u0301");
  });
});
