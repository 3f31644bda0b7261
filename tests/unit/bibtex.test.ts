import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parse } from "@retorquere/bibtex-parser";
import { describe, expect, test } from "vitest";
import { bibtex, bibtexNote } from "@/server/papers/bibtex";
import type { Citable } from "@/server/papers/cite";
import { plainText, segments } from "@/server/papers/tex-segments";

const paper: Citable = {
  slug: "2611.03001",
  arxivId: "2611.03001",
  title: "",
  abstract: "",
  authors: [],
  categories: ["cs.LG"],
  publishedAt: null,
  publishedPrecision: null,
};

const TITLES = [
  "Relativistic treatment in} $D$ dimensions",
  "An {entry that never closes",
  "}{ and {{ and }}}",
  "@misc{a, title = {b}} @comment{",
  'Costs < 5 > 3 | 50% & #1 of snake_case ~ ^ \\ and "quotes" for 10$',
  "run --flag, f''(x), ``a, ?`que, ---",
  "Over $\\{x : |x| < 2\\}$ and $\\left\\{ x$",
  "A formula $\\mathrm{\\}}$ with $60% # of$ all",
  "Ends in \\",
  "Ends in $\\alpha\\$",
  "Erd\\H{o}s, Fr{\\'e}chet \\& S\\o ren: Łódź, 深度学习",
  "First line\n\n\tand second",
];

const NAMES = [
  "Hal Doe III",
  "Anton Laver Jr.",
  "Anton Laver, Jr.",
  "Luc Van Goor",
  "Laurens van der Maat",
  "Fernando De la Torre",
  "Blaise Agüera y Arcas",
  "Kiet Van Nguyen",
  "Emanuele Macr\\`i",
  "DeepSeek-AI",
  "A {b} C",
  "Brace} Person",
  "Smith, John",
  "Barnes and Noble",
  "Black AND White",
  "R&D Team",
  'Linxi "Jim" Fan',
  "100% Sure_Name #1",
  "Plato",
];

/** The same numbers each time: xorshift, 32 bits. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

const PIECES = Array.from("{}\\%&$#_~^<>|\"@,='`-()[]?! ").concat([
  ..." \\'e \\L {\\em x} -- a bc Über and 12 x_1 $x$ \\begin }{ @book{k, title= # %%".split(" "),
]);

const random = numbers(2_611);
const pick = (most: number) => (random.next().value ?? 0) % most;
const FUZZ = Array.from({ length: 400 }, () =>
  Array.from({ length: 1 + pick(12) }, () => PIECES[pick(PIECES.length)]).join(""),
);

const papers = [...TITLES, ...FUZZ].map((title, index) => ({
  ...paper,
  arxivId: `2611.${String(10_000 + index)}`,
  title: `T ${title}`,
  authors: index < TITLES.length ? NAMES : [`Ann ${FUZZ[index - TITLES.length]} Bee`, "Cy Dee"],
}));
const keyOf = (index: number) => `key${index}`;
const file = papers
  .map((each, index) =>
    bibtex(each, { key: keyOf(index), more: [["note", each.title]], annote: "done" }),
  )
  .join("\n");

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const shown = papers.map(({ title }) => oneLine(plainText(title)));
/** A parser returns formulas as it sets them. */
const isPlain = papers.map(({ title }) => segments(title).every(({ kind }) => kind === "text"));
const plainOnly = <T>(all: T[]) => all.filter((_, index) => isPlain[index]);

test("there is something to read back", () => {
  expect(plainOnly(papers).length).toBeGreaterThan(300);
});

describe("what @retorquere/bibtex-parser reads back", () => {
  const { entries, errors } = parse(file, { sentenceCase: false });
  const fields = entries.map((entry) => entry.fields);

  test("is each entry with all its fields", () => {
    expect(errors).toEqual([]);
    expect(entries.map(({ key }) => key)).toEqual(papers.map((_, index) => keyOf(index)));
    expect(fields.map(({ url }) => url)).toEqual(
      papers.map(({ arxivId }) => `https://arxiv.org/abs/${arxivId}`),
    );
    expect(fields.map(({ annote }) => annote)).toEqual(papers.map(() => "done"));
  });

  test("is the titles as they are shown", () => {
    expect(plainOnly(fields.map(({ title }) => oneLine(title ?? "")))).toEqual(plainOnly(shown));
  });

  test("is the names as they are shown", () => {
    const names = fields.map(({ author }) =>
      author?.map(({ name, firstName, prefix, lastName, suffix }) =>
        oneLine([name, firstName, prefix, lastName, suffix].filter(Boolean).join(" ")),
      ),
    );
    const expected = papers.map(({ authors }) =>
      authors.map((author) => oneLine(plainText(author)).replace(/, Jr/, " Jr")),
    );
    expect(names).toEqual(expected);
  });
});

describe("what citation-js reads back", () => {
  const { data } = new Cite(file, { forceType: "@bibtex/text" });

  test("is each entry with all its fields", () => {
    expect(data.map(({ id }) => id)).toEqual(papers.map((_, index) => keyOf(index)));
    expect(data.map(({ DOI }) => DOI)).toEqual(
      papers.map(({ arxivId }) => `10.48550/arXiv.${arxivId}`),
    );
  });

  test("is the titles as they are shown", () => {
    expect(plainOnly(data.map(({ title }) => oneLine(title)))).toEqual(plainOnly(shown));
  });

  test("is the parts of names", () => {
    const [first] = data;
    const read = (given: string) => first?.author?.find((name) => name.given === given);
    expect(read("Hal")).toMatchObject({ family: "Doe", suffix: "III" });
    expect(read("Anton")).toMatchObject({ family: "Laver", suffix: "Jr." });
    expect(read("Luc")).toMatchObject({ family: "Van Goor" });
    expect(read("Laurens")).toMatchObject({
      family: "Maat",
      "non-dropping-particle": "van der",
    });
    expect(read("Emanuele")).toMatchObject({ family: "Macrì" });
    expect(first?.author).toHaveLength(NAMES.length);
  });
});

test("a formula is one that LaTeX knows, with braces that end where it ends", () => {
  const title = (source: string) =>
    /title = \{\{(.*)\}\}/.exec(bibtex({ ...paper, title: source }))?.[1];
  expect(title("Over $\\Q(\\sqrt{5})$ and $\\R^n$")).toBe(
    "Over $\\mathbb{Q}(\\sqrt{5})$ and $\\mathbb{R}^n$",
  );
  expect(title("$\\{x\\}$ at $ 5% $")).toBe("$\\lbrace x\\rbrace $ at \\$ 5\\% \\$");
  expect(title("$\\{ {x $")).toMatch(/^\\\$\\textbackslash\{\}/);
});

test.each([
  ["so $p(y\\mid x)$ is *it*", "so $p(y\\mid x)$ is *it*"],
  ["\\(x^2\\) and\n$$\na = b\n$$", "$x^2$ and\\\\{}\n$a = b$"],
  ["`$x^2$` costs $5 or $10", "`\\$x\\textasciicircum{}2\\$` costs \\$5 or \\$10"],
  ["one\ntwo\n\n \n  three  ", "one\\\\{}\ntwo \\par\nthree"],
  [
    "} @misc{ $} {$",
    "\\textbraceright{} @misc\\textbraceleft{} \\$\\textbraceright{} \\textbraceleft{}\\$",
  ],
])("a note keeps its formulas, lines and paragraphs: %j", (source, value) => {
  expect(bibtexNote(source)).toBe(value);
  const { entries, errors } = parse(bibtex({ ...paper, title: "T" }, { annote: source }));
  expect(errors).toEqual([]);
  expect(entries).toHaveLength(1);
});

test("nor does a note of any characters end its entry", () => {
  const notes = [...TITLES, ...FUZZ].map((annote, index) =>
    bibtex({ ...paper, title: "T" }, { key: keyOf(index), annote }),
  );
  const { entries, errors } = parse(notes.join("\n"));
  expect(errors).toEqual([]);
  expect(entries.map(({ key }) => key)).toEqual(notes.map((_, index) => keyOf(index)));
});

// if it is installed: a test that cannot run is not registered
if (spawnSync("bibtex", ["--version"]).status === 0) {
  test("bibtex itself reads each entry and complains of nothing", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "bibtex-"));
    try {
      writeFileSync(path.join(folder, "refs.bib"), file);
      const aux = "\\citation{*}\n\\bibdata{refs}\n\\bibstyle{unsrt}\n";
      writeFileSync(path.join(folder, "refs.aux"), aux);
      const { status, stdout } = spawnSync("bibtex", ["refs"], { cwd: folder, encoding: "utf8" });
      expect(stdout).not.toMatch(/warning|error|line \d/i);
      expect(status).toBe(0);
      const written = readFileSync(path.join(folder, "refs.bbl"), "utf8");
      const keys = [...written.matchAll(/\\bibitem\{(\w+)\}/g)].map(([, key]) => key);
      expect(keys).toEqual(papers.map((_, index) => keyOf(index)));
      expect(written).toContain("Hal Doe, III, Anton Laver, Jr.");
      expect(written).toContain("Luc Van~Goor");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
