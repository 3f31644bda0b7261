import path from "node:path";
import { expect, test, vi } from "vitest";

vi.mock("server-only", () => ({}));
const { kindsOf, textsOf } = await import("../support/tex-kinds");

const sample = path.resolve(import.meta.dirname, "../../db/sample");
const files = ["2025-03-13.jsonl.gz", "recent.jsonl.gz"].map((file) => path.join(sample, file));

test("what of TeX the sample holds, and what of it is left to readers", () => {
  const rows = kindsOf(files.flatMap(textsOf));
  const table = rows.map(({ kind, typed, left }) => `${kind}: ${typed}, ${left} left`);
  expect(table).toMatchInlineSnapshot(`
    [
      "formulas: 17, 0 left",
      "dollars: 5, 5 left",
      "accents: 0, 0 left",
      "escapes: 67, 0 left",
      "commands: 15, 5 left",
      "commands without backslash: 0, 0 left",
      "footnotes: 0, 0 left",
      "braces around one sign: 7, 0 left",
      "dashes between words: 108, 0 left",
      "dashes between blanks: 32, 0 left",
      "quotes of two signs: 12, 1 left",
      "quotes of one sign: 7, 0 left",
      "ties: 11, 0 left",
      "powers: 48, 6 left",
      "indices of one letter: 21, 0 left",
      "addresses with their name in braces: 5, 1 left",
      "addresses without https://: 3, 0 left",
    ]
  `);
});
