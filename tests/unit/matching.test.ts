import { expect, test } from "vitest";
import { approximate, editsBetween } from "@/server/annotations/matching";
import { Dice } from "../support/revisions";

/** Levenshtein's table, as in the textbook; with `anywhere`, `b` may begin at any offset of `a`. */
function lastRow(a: string, b: string, anywhere: boolean): number[] {
  let column = Array.from({ length: b.length + 1 }, (_, row) => row);
  const last = [b.length];
  for (const letter of a) {
    const next = [anywhere ? 0 : (column[0] ?? 0) + 1];
    for (let row = 1; row <= b.length; row++) {
      const diagonal = (column[row - 1] ?? 0) + (b[row - 1] === letter ? 0 : 1);
      next.push(Math.min(diagonal, (column[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1));
    }
    column = next;
    last.push(column[b.length] ?? 0);
  }
  return last;
}

const dice = new Dice(7);
const letters = (length: number, alphabet: number) =>
  Array.from({ length }, () => "abcdefgh"[dice.below(alphabet)]).join("");

const edges = { mayStart: () => true, mayEnd: () => true };

test("edits are counted as the textbook counts them, whatever the lengths", () => {
  for (let round = 0; round < 1_000; round++) {
    const a = letters(dice.below(round % 10 ? 100 : 600), 2 + dice.below(6));
    const b = dice.below(2) ? letters(dice.below(100), 3) : a.slice(dice.below(99)) + letters(3, 4);
    expect(editsBetween(a, b, { steps: 1e6 })).toBe(lastRow(a, b, false).at(-1));
  }
});

test("the closest place is found wherever there is one near enough", () => {
  let found = 0;
  for (let round = 0; round < 300; round++) {
    const pattern = letters(10 + dice.below(110), 3);
    const cut = dice.below(pattern.length);
    const near = pattern.slice(0, cut) + letters(dice.below(12), 3) + pattern.slice(cut);
    const text = letters(dice.below(100), 3) + near + letters(dice.below(100), 3);
    const maxEdits = Math.floor(pattern.length / 4);
    const closest = Math.min(...lastRow(text, pattern, true));
    const matches = approximate(text, pattern, { maxEdits, edges, budget: { steps: 1e6 } });
    expect(matches[0]?.edits).toBe(closest <= maxEdits ? closest : undefined);
    for (const { start, end, edits } of matches) {
      expect(editsBetween(text.slice(start, end), pattern, { steps: 1e6 })).toBe(edits);
    }
    found += matches.length;
  }
  expect(found).toBeGreaterThan(100);
});

test("a search that has used up its steps ends", () => {
  const text = "ab".repeat(10_000);
  const budget = { steps: 5_000 };
  approximate(text, "abc".repeat(5_000), { maxEdits: 4_000, edges, budget });
  expect(budget.steps).toBeLessThan(0);
  expect(budget.steps).toBeGreaterThan(-1_000);
});
