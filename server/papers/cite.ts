import { plainText, segments } from "./tex-segments";

/** What a citation is made of. Whatever is not known is left out, never guessed. */
export interface Citable {
  slug: string;
  arxivId: string | null;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  publishedAt: Date | null;
  publishedPrecision: "second" | "day" | "month" | null;
}

interface Name {
  family: string;
  given: string;
}

const GROUP =
  /\b(and|team|group|collaboration|consortium|project|lab|labs|laboratory|initiative)\b|\d/i;

/** A person's name in two parts, or null for a group, a single word, or what has commas already. */
function nameParts(name: string): Name | null {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || name.includes(",") || GROUP.test(name)) return null;
  let family = words.length - 1;
  // "Laurens van der Maaten": the small words before a family name belong to it
  while (family > 1 && /^\p{Ll}/u.test(words[family - 1] ?? "")) family--;
  return { family: words.slice(family).join(" "), given: words.slice(0, family).join(" ") };
}

/** Year, month and day as far as they are known: an arXiv id tells its month. */
function dateParts(paper: Citable): number[] {
  const { publishedAt, publishedPrecision, arxivId } = paper;
  if (publishedAt) {
    const parts = [publishedAt.getUTCFullYear(), publishedAt.getUTCMonth() + 1];
    return publishedPrecision === "month" ? parts : [...parts, publishedAt.getUTCDate()];
  }
  const read = /^(?:.*\/)?(\d{2})(\d{2})/.exec(arxivId ?? "");
  if (!read) return [];
  const year = Number(read[1]);
  return [year + (year > 90 ? 1900 : 2000), Number(read[2])];
}

const url = (paper: Citable) => paper.arxivId && `https://arxiv.org/abs/${paper.arxivId}`;
const doi = (paper: Citable) => paper.arxivId && `10.48550/arXiv.${paper.arxivId}`;

const SPECIAL: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

const escaped = (text: string) =>
  text.replace(/[\\~^]|[&%$#_{}]/g, (char) => SPECIAL[char] ?? `\\${char}`);

/** A title as BibTeX wants it: its formulas as they are, everything else escaped. */
function bibtexText(source: string): string {
  return segments(source)
    .map((part) => (part.kind === "math" ? `$${part.tex}$` : escaped(part.text)))
    .join("")
    .replace(/\s+/g, " ");
}

const ascii = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();

const SMALL = new Set(["a", "an", "the", "on", "of", "in", "to", "for", "and", "is", "are", "via"]);

/** `yvinec2023network`: first family name, year, first word of weight. */
export function citationKey(paper: Citable): string {
  const [first = ""] = paper.authors;
  const words = plainText(paper.title)
    .split(/[\s\-–—:]+/)
    .map(ascii);
  const word = words.find((each) => each && !SMALL.has(each)) ?? "";
  const key = ascii(nameParts(first)?.family ?? first) + (dateParts(paper)[0] ?? "") + word;
  return key || `paper${ascii(paper.slug)}`;
}

/** An author for BibTeX, which splits at "and" and at commas unless braces say otherwise. */
function bibtexAuthor(author: string): string {
  const whole = escaped(author.trim().replace(/\s+/g, " "));
  const parts = nameParts(author);
  return parts ? `${escaped(parts.family)}, ${escaped(parts.given)}` : `{${whole}}`;
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

export function bibtex(paper: Citable): string {
  const [year, month] = dateParts(paper);
  const fields: [string, string | null | undefined | false][] = [
    ["title", `{{${bibtexText(paper.title)}}}`],
    ["author", paper.authors.length > 0 && `{${paper.authors.map(bibtexAuthor).join(" and ")}}`],
    ["year", year !== undefined && `{${year}}`],
    ["month", month !== undefined && MONTHS[month - 1]],
    ["eprint", paper.arxivId && `{${paper.arxivId}}`],
    ["archivePrefix", paper.arxivId && "{arXiv}"],
    ["primaryClass", paper.arxivId && paper.categories[0] && `{${paper.categories[0]}}`],
    ["doi", paper.arxivId && `{${doi(paper)}}`],
    ["url", paper.arxivId && `{${url(paper)}}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value}`] : []));
  return `@misc{${citationKey(paper)},\n${lines.join(",\n")}\n}\n`;
}

/** RIS: one tag a line, each line ended the way the format says. */
export function ris(paper: Citable): string {
  const [year, month, day] = dateParts(paper);
  const pad = (part: number | undefined) => (part ? String(part).padStart(2, "0") : "");
  const line = (tag: string, value: string | number | null | undefined) =>
    value ? [`${tag}  - ${String(value).replace(/\s+/g, " ").trim()}`] : [];
  return [
    ...line("TY", paper.arxivId ? "UNPB" : "GEN"),
    ...line("TI", plainText(paper.title)),
    ...paper.authors.flatMap((author) => {
      const parts = nameParts(author);
      return line("AU", parts ? `${parts.family}, ${parts.given}` : author);
    }),
    ...line("PY", year),
    ...line("DA", year && `${year}/${pad(month)}/${pad(day)}`),
    ...line("AB", plainText(paper.abstract)),
    ...line("PB", paper.arxivId && "arXiv"),
    ...line("M1", paper.arxivId && `arXiv:${paper.arxivId}`),
    ...line("DO", doi(paper)),
    ...line("UR", url(paper)),
    "ER  - ",
    "",
  ].join("\r\n");
}

/** One item of CSL-JSON 1.0, as text. */
export function cslJson(paper: Citable): string {
  const date = dateParts(paper);
  const item = {
    id: citationKey(paper),
    type: "article",
    title: plainText(paper.title),
    ...(paper.authors.length > 0 && {
      author: paper.authors.map((author) => nameParts(author) ?? { literal: author }),
    }),
    ...(date.length > 0 && { issued: { "date-parts": [date] } }),
    ...(paper.arxivId && {
      publisher: "arXiv",
      number: `arXiv:${paper.arxivId}`,
      DOI: doi(paper),
      URL: url(paper),
    }),
    abstract: plainText(paper.abstract),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
