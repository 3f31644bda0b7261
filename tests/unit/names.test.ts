import { expect, test } from "vitest";
import { byline, shortAuthors } from "../../components/papers/names";

test.each([
  [[], ""],
  [["A"], "A"],
  [["A", "B"], "A and B"],
  [["A", "B", "C"], "A, B and C"],
  [["A", "B", "C", "D"], "A, B and 2 more"],
  [Array.from({ length: 664 }, (_, index) => `A${index}`), "A0, A1 and 662 more"],
])("authors %#", (authors, expected) => expect(shortAuthors(authors)).toBe(expected));

test("right-to-left names do not reorder the text beside them", () => {
  expect(shortAuthors(["محمد", "B"])).toBe("\u2068محمد\u2069 and B");
});

test.each([
  [[], "the research community"],
  [["AK"], "AK and the research community"],
  [["AK", "Bo"], "AK, Bo and the research community"],
  [["A", "B", "C", "D", "E", "F"], "A, B, C, 3 others and the research community"],
])("byline %#", (curators, expected) => expect(byline(curators)).toBe(expected));
