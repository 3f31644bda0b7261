import { expect, test } from "vitest";
import { drawnAs, type Mark, piecesOf } from "@/components/annotations/pieces";

const text = "one two three";
const plain = [{ start: 0, end: text.length, text }];
const mark = (id: string, start: number, end: number): Mark => ({
  ...{ id, start, end },
  color: "yellow",
  rank: "mine",
});

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

test("of marks that overlap, the reader's own is on top, and another color shows below it", () => {
  const [own, other] = [mark("a", 0, 7), { ...mark("b", 4, 13), rank: "others" as const }];
  expect(drawnAs([own])).toEqual({ color: "yellow", under: undefined, look: "mine" });
  expect(drawnAs([other])).toMatchObject({ look: "shared" });
  expect(drawnAs([own, { ...other, color: "green" }])).toEqual({
    ...{ color: "yellow", under: "green", look: "mine" },
  });
  expect(drawnAs([own, other])).toMatchObject({ color: "yellow", under: undefined });
  expect(
    drawnAs([
      { ...other, color: "rose" },
      { ...other, color: "blue" },
    ]),
  ).toMatchObject({ color: "blue", under: "rose" });
  const writing: Mark = { ...own, color: "rose", rank: "writing" };
  expect(drawnAs([writing, own, other])).toMatchObject({ color: "rose", under: "yellow" });
});
