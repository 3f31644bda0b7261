import { type Citable, citationKey, dateParts, doi, url } from "./cite";
import { mathMarkup } from "./math";
import { AUTHOR_MACROS } from "./math-macros";
import { readName } from "./names";
import { formulaAt } from "./tex-formulas";
import { segments } from "./tex-segments";

/**
 * Characters that TeX reads as markup or prints as others: < and > as ¡ and ¿. Braces are spelled
 * out, as BibTeX counts even escaped ones.
 */
const SPELLED: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};

/** Pairs that TeX's fonts join to dashes, quotes and Spanish marks. */
const JOINED = /-(?=-)|'(?=')|`(?=`)|,(?=,)|[?!](?=`)/g;

const escaped = (text: string) =>
  text
    .replace(/[\\{}~^<>|]|[&%$#_]/g, (character) => SPELLED[character] ?? `\\${character}`)
    .replace(JOINED, "$&{}");

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/**
 * Any text as a field's value: on one line, without anything that TeX or BibTeX would interpret.
 */
export const bibtexText = (text: string): string => escaped(oneLine(text));

/** Code, in which nothing is a formula, or what may begin one. */
const CODE_OR_FORMULA = /(`+)(?:(?!\1)[\s\S])+\1|\\[([]|\\.|\$/g;

/** As many of a note as are read as formulas; further ones are text. */
const MAX_FORMULAS = 100;

/**
 * A note as a field's value: formulas as math, everything else as text. Its paragraphs and lines
 * stay apart.
 */
export function bibtexNote(source: string): string {
  const text = source.trim();
  let written = "";
  let from = 0;
  let read = 0;
  for (const { 0: sign, index } of text.matchAll(CODE_OR_FORMULA)) {
    if (index < from || !/^(\$|\\[([])$/.test(sign)) continue;
    const found = formulaAt(text, index, text.length);
    const math = found && read++ < MAX_FORMULAS ? formula(oneLine(found.tex)) : null;
    if (!found || !math) continue;
    written += escaped(text.slice(from, index)) + math;
    from = found.end;
  }
  return (written + escaped(text.slice(from)))
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n(?: ?\n)+ ?/g, " \\par\r")
    .replace(/ ?\n ?/g, "\\\\{}\r")
    .replaceAll("\r", "\n");
}

/** A title: formulas as math, everything else as text. */
function bibtexTitle(source: string): string {
  const parts = segments(source).map((part) =>
    part.kind === "math"
      ? (formula(part.tex) ?? escaped(source.slice(part.start, part.end)))
      : escaped(part.text),
  );
  return oneLine(parts.join(""));
}

const BRACES: Record<string, string> = { "\\{": "\\lbrace ", "\\}": "\\rbrace " };

/** A formula that any LaTeX can set; null if it is none, or its braces are unbalanced. */
function formula(tex: string): string | null {
  if (!mathMarkup(tex, false)) return null;
  const spelled = tex
    .trim()
    .replace(/\\(?:[A-Za-z]+|.)/g, (sign) => BRACES[sign] ?? macro(sign) ?? sign)
    .replace(/(?<!\\)[%#]/g, "\\$&");
  let depth = 0;
  for (const character of spelled) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return null;
  }
  return depth === 0 ? `$${spelled}$` : null;
}

/** The expansion of an author's macro, if it takes no argument. */
function macro(name: string): string | null {
  const meaning = Object.hasOwn(AUTHOR_MACROS, name) ? AUTHOR_MACROS[name] : undefined;
  return meaning === undefined || meaning.includes("#") ? null : meaning;
}

/** An author; braces keep BibTeX from splitting the name at "and" and commas. */
function bibtexAuthor(source: string): string {
  const name = readName(source);
  if ("literal" in name) return `{${bibtexText(name.literal)}}`;
  return [name.family, name.suffix, name.given]
    .flatMap((part) => part ?? [])
    .map(bibtexText)
    .join(", ");
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

interface Options {
  key?: string;
  /** Plain-text fields to add after the paper's own. */
  more?: [name: string, value: string | null][];
  /** What people say about it, in Markdown. */
  annote?: string;
}

/** A field that nothing is escaped in. One that BibTeX would misread is left out. */
const verbatim = (value: string | null) => value && !/[\\{}%#]/.test(value) && `{${value}}`;

/** A paper as a BibTeX entry. */
export function bibtex(
  paper: Citable,
  { key = citationKey(paper), more = [], annote }: Options = {},
): string {
  const [year, month] = dateParts(paper);
  const { arxivId, authors, categories } = paper;
  const fields: [name: string, value: string | null | undefined | false][] = [
    ["title", `{{${bibtexTitle(paper.title)}}}`],
    ["author", authors.length > 0 && `{${authors.map(bibtexAuthor).join(" and ")}}`],
    ["year", year !== undefined && `{${year}}`],
    ["month", month !== undefined && MONTHS[month - 1]],
    ["eprint", arxivId && `{${arxivId}}`],
    ["archivePrefix", arxivId && "{arXiv}"],
    ["primaryClass", arxivId && categories[0] && `{${bibtexText(categories[0])}}`],
    ["doi", verbatim(doi(paper))],
    ["url", verbatim(url(paper))],
    ...more.map(([name, value]): [string, string | null] => [
      name,
      value && `{${bibtexText(value)}}`,
    ]),
    ["annote", annote && `{${bibtexNote(annote)}}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value}`] : []));
  return `@misc{${key},\n${lines.join(",\n")}\n}\n`;
}
