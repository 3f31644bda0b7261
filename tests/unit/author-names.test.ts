import { expect, test } from "vitest";
import { bibtex } from "@/server/papers/bibtex";
import { type Citable, citationKey, cslJson, ris } from "@/server/papers/cite";
import { readName } from "@/server/papers/names";

const paper: Citable = {
  slug: "2611.03001",
  arxivId: "2611.03001",
  title: "Attention",
  abstract: "",
  authors: [],
  categories: [],
  publishedAt: null,
  publishedPrecision: null,
};

test.each([
  ["Hal Doe III", "Hal", "Doe", "III", "doe"],
  ["Anton Laver Jr.", "Anton", "Laver", "Jr.", "laver"],
  ["Anton Laver, Jr.", "Anton", "Laver", "Jr.", "laver"],
  ["Luc Van Goor", "Luc", "Van Goor", undefined, "vangoor"],
  ["Laurens van der Maat", "Laurens", "van der Maat", undefined, "vandermaat"],
  ["Mark Van der Merwe", "Mark", "Van der Merwe", undefined, "vandermerwe"],
  ["Fernando De la Torre", "Fernando", "De la Torre", undefined, "delatorre"],
  ["Marco Dos Santos IV", "Marco", "Dos Santos", "IV", "dossantos"],
  ["Ronan Le Bras", "Ronan", "Le Bras", undefined, "lebras"],
  ["Blaise Agüera y Arcas", "Blaise", "Agüera y Arcas", undefined, "aguerayarcas"],
  ["Emanuele Macr\\`i", "Emanuele", "Macrì", undefined, "macri"],
  // capitalized words that are not particles
  ["Kiet Van Nguyen", "Kiet Van", "Nguyen", undefined, "nguyen"],
  ["Phuc Le Khac", "Phuc Le", "Khac", undefined, "khac"],
  ["Di Wu", "Di", "Wu", undefined, "wu"],
  ["Xiao Di Wu", "Xiao Di", "Wu", undefined, "wu"],
  ["Xue Bin Peng", "Xue Bin", "Peng", undefined, "peng"],
  ["Van Goor", "Van", "Goor", undefined, "goor"],
])("%s, in every form of citation", (author, given, family, suffix, key) => {
  expect(readName(author)).toEqual({ given, family, ...(suffix && { suffix }) });
  const cited = { ...paper, authors: [author] };
  const parts = [family, suffix, given].filter(Boolean).join(", ");
  expect(bibtex(cited)).toContain(`author = {${parts}}`);
  expect(ris(cited)).toContain(`AU  - ${[family, given, suffix].filter(Boolean).join(", ")}\r\n`);
  expect(JSON.parse(cslJson(cited))[0].author).toEqual([
    { given, family, ...(suffix && { suffix }) },
  ]);
  expect(citationKey(cited)).toBe(`${key}2026attention`);
});

test.each([
  "DeepSeek-AI",
  "The Kimi Team",
  "Smith, John",
  "Plato",
  "Barnes and Noble",
  "A B (MIT)",
])("%s is taken as a whole", (literal) => {
  expect(readName(literal)).toEqual({ literal });
  expect(bibtex({ ...paper, authors: [literal] })).toContain(`author = {{${literal}}}`);
});
