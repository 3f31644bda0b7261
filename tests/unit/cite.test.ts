import { describe, expect, test } from "vitest";
import { bibtex } from "@/server/papers/bibtex";
import { type Citable, citationKey, cslJson, ris } from "@/server/papers/cite";

const paper: Citable = {
  slug: "2309.17361",
  arxivId: "2309.17361",
  title: "Network Memory Footprint Compression",
  abstract: "What was done,\nand how.",
  authors: ["Edouard Yvinec", "Laurens van der Maaten", "DeepSeek-AI", "The Kimi Team"],
  categories: ["cs.LG", "cs.CV"],
  publishedAt: new Date("2023-09-29T16:21:07Z"),
  publishedPrecision: "second",
};
/** A paper of which only the title is known. */
const bare: Citable = {
  ...paper,
  slug: "a-review-e1b7d1",
  arxivId: null,
  authors: [],
  categories: [],
  publishedAt: null,
  publishedPrecision: null,
};

describe("BibTeX", () => {
  test("has the eprint fields and tells people from groups", () => {
    expect(bibtex(paper)).toBe(`@misc{yvinec2023network,
  title = {{Network Memory Footprint Compression}},
  author = {Yvinec, Edouard and van der Maaten, Laurens and {DeepSeek-AI} and {The Kimi Team}},
  year = {2023},
  month = sep,
  eprint = {2309.17361},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  doi = {10.48550/arXiv.2309.17361},
  url = {https://arxiv.org/abs/2309.17361}
}
`);
  });

  test("escapes what TeX would take for markup, and leaves formulas alone", () => {
    const title = "R&D at 100% of #1: snake_case {x} in $O(n^2)$ ~ C\\'edric";
    const authors = ["R. & D. Smith", "Smith, John", "A and B"];
    const written = bibtex({ ...paper, title, authors });
    expect(written).toContain(
      "R\\&D at 100\\% of \\#1: snake\\_case \\textbraceleft{}x\\textbraceright{} in $O(n^2)$",
    );
    expect(written).toContain("Cédric");
    expect(written).toContain("{Smith, R. \\& D. and {Smith, John} and {A and B}}");
  });

  test("leaves out what is not known", () => {
    expect(bibtex(bare)).toBe(
      "@misc{network,\n  title = {{Network Memory Footprint Compression}}\n}\n",
    );
  });
});

describe("the date", () => {
  const issued = (given: Partial<Citable>) =>
    JSON.parse(cslJson({ ...paper, ...given }))[0].issued?.["date-parts"][0];

  test("is as exact as it is known", () => {
    expect(issued({})).toEqual([2023, 9, 29]);
    expect(issued({ publishedPrecision: "month" })).toEqual([2023, 9]);
  });

  test("is the month of the arXiv id where no other is known", () => {
    const unknown = { publishedAt: null, publishedPrecision: null };
    expect(issued(unknown)).toEqual([2023, 9]);
    expect(issued({ ...unknown, arxivId: "hep-th/9901001" })).toEqual([1999, 1]);
    expect(issued({ ...unknown, arxivId: null })).toBeUndefined();
  });
});

test("RIS has a line for each author, and no line breaks inside a value", () => {
  expect(ris(paper).split("\r\n")).toEqual([
    "TY  - UNPB",
    "TI  - Network Memory Footprint Compression",
    "AU  - Yvinec, Edouard",
    "AU  - van der Maaten, Laurens",
    "AU  - DeepSeek-AI",
    "AU  - The Kimi Team",
    "PY  - 2023",
    "DA  - 2023/09/29",
    "AB  - What was done, and how.",
    "PB  - arXiv",
    "M1  - arXiv:2309.17361",
    "DO  - 10.48550/arXiv.2309.17361",
    "UR  - https://arxiv.org/abs/2309.17361",
    "ER  - ",
    "",
  ]);
  expect(ris(bare)).toMatch(/^TY {2}- GEN\r\nTI {2}- Network[^\r]+\r\nAB[^\r]+\r\nER {2}- \r\n$/);
});

test("CSL-JSON keeps groups whole", () => {
  const [item] = JSON.parse(cslJson(paper));
  expect(item).toMatchObject({
    id: "yvinec2023network",
    type: "article",
    author: [
      { family: "Yvinec", given: "Edouard" },
      { family: "van der Maaten", given: "Laurens" },
      { literal: "DeepSeek-AI" },
      { literal: "The Kimi Team" },
    ],
  });
});

test.each([
  ["The State of the Art", "state"],
  ["  ", "paper230917361"],
  ["深度学习", "paper230917361"],
  ["On $x^2$: why", "x2"],
])("the key of %j is plain letters", (title, key) => {
  const unsigned = { ...bare, slug: "2309.17361", title };
  expect(citationKey(unsigned)).toBe(key);
});
