import { expect, test } from "vitest";
import { Budget } from "@/server/papers/budget";
import { rowAbstract, rowByline, rowTitle } from "@/server/papers/row-text";
import { type Run, runsOf } from "@/server/papers/runs";

type Given = Record<"title" | "names" | "abstract", string>;

/** The texts of an edition whose papers are all alike. */
function rowsOf({ title, names, abstract }: Given, count = 200) {
  const page = Budget.ofPage();
  return Array.from({ length: count }, () => ({
    title: rowTitle(title, page),
    names: rowByline(names, page),
    ...rowAbstract(abstract, page),
  }));
}

const filled = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));

/** Data as Next writes it into a page's script. */
const inScript = (data: unknown) =>
  JSON.stringify(JSON.stringify(data)).replace(/[<>&]/g, "\\u003c");

/** A run as React writes it, without the elements around it. */
function inHtml(run: Run): string {
  if (typeof run === "object" && "math" in run) return run.math;
  const text = typeof run === "string" ? run : run.text;
  return text
    .replace(/[<>]/g, "&lt;")
    .replace(/["']/g, "&quot;")
    .replace(/&(?!lt|quot)/g, "&amp;");
}

/** The bytes of texts on a page: as HTML, and as data in its script. */
const bytes = (rows: ReturnType<typeof rowsOf>) =>
  rows.reduce((sum, { title, names, runs }) => {
    const all = [...title, names, ...runs];
    return sum + Buffer.byteLength(all.map(inHtml).join("") + inScript(all));
  }, 0);

const sentence = "Let $X$ be smooth, as shown by Müller & Łoś in “earlier” work. ";

test("an abstract of up to 3,000 characters is there as a whole", () => {
  for (const abstract of ["", "Short.", filled(sentence, 2_900)]) {
    const row = rowAbstract(abstract, Budget.ofPage());
    expect(row).toEqual({ runs: abstract ? runsOf(abstract) : [], isWhole: true });
  }
});

test("an edition of 200 abstracts of arXiv's greatest length is there as a whole", () => {
  const prose = "We study models that predict one word after the other, and find that they do. ";
  const given = { title: "Attention Is All You Need", names: "Ashish Vaswani and 7 more" };
  const rows = rowsOf({ ...given, abstract: filled(prose, 1_900).slice(0, 1_920) });
  expect(rows.filter(({ isWhole }) => isWhole)).toHaveLength(200);
  expect(rows.map(({ names }) => names)).toEqual(rows.map(() => given.names));
});

test("of a longer abstract the beginning is there, and it is known that more follows", () => {
  const { runs, isWhole } = rowAbstract(filled("word ", 20_000), Budget.ofPage());
  const [text] = runs;
  expect(isWhole).toBe(false);
  expect(text).toMatch(/^(word ){60,80}…$/);
});

test("a character is never cut in two", () => {
  const { runs } = rowAbstract(`x${filled("𝔸", 5_000)}`, Budget.ofPage());
  expect(String(runs[0])).not.toMatch(/\p{Surrogate}/u);
});

const HOSTILE: [string, string][] = [
  ["words", "word "],
  ["three bytes each", "–"],
  ["quotes", '"'],
  ["brackets", "<"],
  ["backslashes", "\\\\ "],
  ["formulas", "$x$ "],
  ["long formulas", "$\\binom12\\binom12\\binom12$ "],
  ["styles", "\\emph{a} "],
];

// 200 rows take half a megabyte around their texts, which leaves the page below 1.5
test.each(HOSTILE)("an edition full of %s has a limit", (_, unit) => {
  for (const length of [3_000, 20_000]) {
    const title = filled(unit, 1_000).slice(0, 1_000);
    const names = filled(unit, 900).slice(0, 900);
    const rows = rowsOf({ title, names, abstract: filled(unit, length).slice(0, length) });
    expect(rows.every((row) => row.title.length > 0)).toBe(true);
    expect(bytes(rows)).toBeLessThan(970_000);
  }
});
