import { expect, test } from "vitest";
import { type Mark, piecesOf } from "@/components/annotations/pieces";

const text = "one two three";
const plain = [{ start: 0, end: text.length, text }];
const mark = (id: string, start: number, end: number): Mark => ({ id, start, end, look: "mine" });

/** The parts as "text[ids of its marks]". */
const shown = (parts: Parameters<typeof piecesOf>[0], marks: Mark[]) =>
  piecesOf(parts, marks).map(
    (piece) => `${piece.text}[${piece.marks.map(({ id }) => id).join("")}]`,
  );

test("without marks a part stays as it is", () => {
  expect(shown(plain, [])).toEqual(["one two three[]"]);
});

test("overlapping marks cut the text where they begin and end, and lose none of it", () => {
  expect(shown(plain, [mark("a", 0, 7), mark("b", 4, 13), mark("c", 5, 6)])).toEqual([
    "one [a]",
    "t[ab]",
    "w[abc]",
    "o[ab]",
    " three[b]",
  ]);
});

test("a mark that touches a formula covers all of it", () => {
  const parts = [
    { start: 0, end: 4, text: "one " },
    { start: 4, end: 9, text: "$n^2$", shown: "n²" },
    { start: 9, end: 13, text: " end" },
  ];
  expect(shown(parts, [mark("a", 6, 11)])).toEqual(["one []", "$n^2$[a]", " e[a]", "nd[]"]);
});

test("each mark ends once, with its last piece", () => {
  const pieces = piecesOf(plain, [mark("a", 0, 7), mark("b", 4, 13)]);
  const ends = pieces.map(({ ending }) => ending.map(({ id }) => id).join(""));
  expect(ends).toEqual(["", "a", "b"]);
});
