import path from "node:path";
import { expect, test } from "vitest";
import { resolve, type Span } from "@/server/annotations/anchor";
import { atomsOf } from "@/server/annotations/atoms";
import { editsBetween } from "@/server/annotations/matching";
import { hashText } from "@/server/annotations/text";
import { abstractsOf, type Case, casesOf, sentencesOf } from "../support/revisions";

// Searches for passages of real abstracts in generated new versions, and prints the counts.
// A larger run, by hand: ANCHORING_PAPERS=FILE.jsonl.gz npx vitest run tests/unit/anchoring.test.ts

const { ANCHORING_PAPERS: FILE } = process.env;
const SAMPLE = path.resolve(import.meta.dirname, "../../db/sample/recent.jsonl.gz");
const abstracts = FILE ? abstractsOf(FILE) : abstractsOf(SAMPLE).filter((_, at) => at % 10 === 0);

/** Whether there is a word between two offsets of a text. */
const isWordBetween = (text: string, a: number, b: number) =>
  /[\p{L}\p{N}]/u.test(text.slice(Math.min(a, b), Math.max(a, b)));

/** Whether two spans are the same passage, to the word. */
const isSame = (text: string, a: Span, b: Span) =>
  !isWordBetween(text, a.start, b.start) && !isWordBetween(text, a.end, b.end);

const isAlike = ({ target: { exact }, text, place }: Case) =>
  place !== null &&
  editsBetween(exact, text.slice(place.start, place.end), { steps: 1e6 }) <= 0.1 * exact.length;

const isCut = (text: string, at: number) =>
  /\w/.test(text[at - 1] ?? "") && /\w/.test(text[at] ?? "");

function judge(one: Case) {
  const atoms = atomsOf(one.text);
  const known = { atoms, before: one.old };
  const place = resolve(one.target, one.text, hashText(one.text), known);
  const right = place !== null && one.place !== null && isSame(one.text, place, one.place);
  const alike = isAlike(one);
  return {
    cases: true,
    kept: right,
    wrong: place !== null && !right,
    alike,
    "alike and kept": alike && right,
    "cuts a word": place !== null && (isCut(one.text, place.start) || isCut(one.text, place.end)),
    "cuts a formula":
      place !== null &&
      [place.start, place.end].some((at) => atoms.some(({ start, end }) => at > start && at < end)),
  };
}

type Counts = Record<keyof ReturnType<typeof judge>, number>;

test("passages are kept in new versions, and none is put in a wrong place", () => {
  const table: Record<string, Counts> = {};
  const total = {} as Counts;
  for (const [index, text] of abstracts.entries()) {
    const foreign = sentencesOf(abstracts[(index + 1) % abstracts.length] ?? "");
    for (const one of casesOf(text, foreign, index + 1)) {
      const counts = table[one.kind] ?? ({} as Counts);
      table[one.kind] = counts;
      for (const [what, is] of Object.entries(judge(one)) as [keyof Counts, boolean][]) {
        counts[what] = (counts[what] ?? 0) + Number(is);
        total[what] = (total[what] ?? 0) + Number(is);
      }
    }
  }
  // biome-ignore lint/suspicious/noConsole: the counts are what this is for
  console.table({ ...table, total });
  expect(Object.keys(table).length).toBeGreaterThan(15);
  for (const { cases } of Object.values(table)) expect(cases).toBeGreaterThan(9);
  expect(total.wrong).toBe(0);
  expect(total["cuts a word"]).toBe(0);
  expect(total["cuts a formula"]).toBe(0);
  expect(total.alike).toBeGreaterThan(500);
  expect(total["alike and kept"] / total.alike).toBeGreaterThanOrEqual(0.95);
}, 3_600_000);
