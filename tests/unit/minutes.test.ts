import { expect, test } from "vitest";
import { minutesOf } from "@/components/editions/minutes";

const paper = (title: number, abstract: number) => ({
  title: "word ".repeat(title),
  abstract: " word\n".repeat(abstract),
});

test("an edition is read in as long as its titles and what rows show of abstracts take", () => {
  expect(minutesOf([], 0)).toBeUndefined();
  expect(minutesOf([paper(3, 0)], 1)).toBe(1);
  // 10 words of a title, and 45 of each abstract: 5,500 words in all
  expect(
    minutesOf(
      Array.from({ length: 100 }, () => paper(10, 200)),
      100,
    ),
  ).toBe(24);
  // a page with a part of the papers
  expect(minutesOf([paper(10, 200)], 100)).toBe(24);
});
