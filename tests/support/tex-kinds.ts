/**
 * How much TeX titles, abstracts and comments contain, and how much of it readers still see: a
 * table of kinds and counts. As a command, it takes a file of papers, one JSON object per line:
 * `npx tsx tests/support/tex-kinds.ts FILE.jsonl.gz`
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { mathMarkup } from "@/server/papers/math";
import { segments } from "@/server/papers/tex-segments";

/** A placeholder for what is not plain text: a formula, the text of a link. */
const APART = "\ue000";

const ADDRESS = String.raw`(?:https?:\/\/[^\s{}]+|${APART})`;

/** Each kind by how it is typed, including look-alikes: a price has a dollar too. */
const KINDS: [name: string, typed: RegExp][] = [
  ["dollars", /\$/g],
  ["accents", /\\["'`^~=.][A-Za-z{\\]|\\[uvHck]\{/g],
  ["escapes", /\\[%&_#{}$,; ]/g],
  ["commands", /\\[A-Za-z]+/g],
  ["commands without backslash", /(?<![\\A-Za-z^])(?:text(?:it|bf|tt|sc|rm)|emph|mathcal)\{/g],
  ["footnotes", /\\footnote\{/g],
  ["braces around one sign", /\{(?:[,=.:<>+-]|times|sim|approx|pm)\}/g],
  ["dashes between words", /(?<=[^\s-])-{2,3}(?=[^\s-])/g],
  ["dashes between blanks", /(?<=[^\s-]\s)-{2,3}(?=\s[^\s-])/g],
  ["quotes of two signs", /``|''/g],
  ["quotes of one sign", /(?<![\p{L}\p{N}`])`(?=[^`'\n]+')/gu],
  ["ties", /(?<=[^\s(/<>=])~(?=\S)/g],
  ["powers", /\^/g],
  ["indices of one letter", /(?<![\p{L}\p{N}_\\/.@])\p{L}_[\p{L}\p{N}{]/gu],
  ["addresses with their name in braces", new RegExp(String.raw`${ADDRESS}\s?\{`, "g")],
  [
    "addresses without https://",
    /(?<![\w@./:-])(?:www\.\S+|(?:[\w-]+\.)+(?:com|org|ai|io|co)\/\w|[\w-]+\.github\.io)/g,
  ],
];

export interface KindCount {
  kind: string;
  /** In the source. */
  typed: number;
  /** In what readers see, not counting formulas and links. */
  left: number;
}

/** Counts the kinds in these texts. */
export function kindsOf(sources: string[]): KindCount[] {
  const rows = KINDS.map(([kind]) => ({ kind, typed: 0, left: 0 }));
  const formulas = { kind: "formulas", typed: 0, left: 0 };
  for (const source of sources) {
    const parts = segments(source);
    const shown = parts.map((part) => {
      if (part.kind === "text") return part.href ? APART : part.text;
      formulas.typed++;
      if (!mathMarkup(part.tex, part.display)) formulas.left++;
      return APART;
    });
    const text = shown.join("");
    KINDS.forEach(([, typed], index) => {
      const row = rows[index];
      if (!row) return;
      row.typed += source.match(typed)?.length ?? 0;
      row.left += text.match(typed)?.length ?? 0;
    });
  }
  return [formulas, ...rows];
}

/** The texts of a file of papers. */
export function textsOf(file: string): string[] {
  const bytes = readFileSync(file);
  const lines = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().split("\n");
  return lines.filter(Boolean).flatMap((line) => {
    const { title, abstract, comment, authors } = JSON.parse(line);
    return [title, abstract, comment, ...(authors ?? [])].filter(
      (text) => typeof text === "string",
    );
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = kindsOf(process.argv.slice(2).flatMap(textsOf));
  const lines = rows.map(({ kind, typed, left }) => `| ${kind} | ${typed} | ${left} |`);
  process.stdout.write(`${["| kind | typed | left |", "|---|--:|--:|", ...lines].join("\n")}\n`);
}
