import { bibtex } from "../papers/bibtex";
import { type Citable, citationKey } from "../papers/cite";
import { readableText } from "../papers/readable";
import { plainText } from "../papers/tex-segments";
import { addressOf, webAnnotation } from "./annotation";
import { type Column, table } from "./csv";
import { day, type Format } from "./file";
import { contained, indented, plain } from "./markdown";
import { colorName, leftOut, nested, noteItem, noteLines } from "./note-lines";
import type { ExportedNote } from "./notes-on-papers";
import type { paperFormats } from "./schema";
import { oneLine } from "./text";

/** A paper to export, with notes on it. */
export interface ExportedPaper extends Citable {
  paperId: number;
  votes: number | null;
  notes: ExportedNote[];
  /** How many notes are left out. */
  notesLeft: number;
}

/** What papers are exported from, and what it says about each of them. */
export interface Origin<Item extends ExportedPaper> {
  /** This installation's URL, to identify papers without an arXiv id. */
  site: string;
  /** Names the origin and its papers in JSON, and describes it. */
  json: { name: string; of: object; items: string; item: (item: Item) => object };
  /** The paragraphs at the top of a Markdown file: the first is its heading. */
  head: string[];
  /** Further columns of a table. */
  columns: Column<Item>[];
  /** Further fields in BibTeX. */
  fields: (item: Item) => [name: string, value: string | null][];
  /** What is said about the paper as a whole, as text. */
  remark: (item: Item) => string | null;
  /** The same in Markdown, with what else is worth saying. */
  facts: (item: Item) => (string | null)[];
  /** Whether all notes are the reader's own: they need no author, and are trusted. */
  isOwn: boolean;
}

type Formatted = <Item extends ExportedPaper>(origin: Origin<Item>) => Format<Item>;

const linesOf = ({ notes, notesLeft }: ExportedPaper, isOwn: boolean) =>
  noteLines(isOwn ? notes.map((note) => ({ ...note, author: null })) : notes, notesLeft);

/**
 * Adds a letter to repeated keys, as bibliographies do: `smith2024deep`, `smith2024deepb`. BibTeX
 * ignores case in keys; these are lower case.
 */
const bibliography: Formatted = ({ fields, remark, isOwn }) => {
  const uses = new Map<string, number>();
  const taken = new Set<string>();
  const keyOf = (wanted: string): string => {
    const use = (uses.get(wanted) ?? 0) + 1;
    uses.set(wanted, use);
    const key = use === 1 ? wanted : wanted + letters(use);
    if (taken.has(key)) return keyOf(wanted);
    taken.add(key);
    return key;
  };
  return {
    mime: "application/x-bibtex",
    head: "",
    item(item) {
      const annote = [remark(item), ...linesOf(item, isOwn)].filter(Boolean).join("\n\n");
      return `${bibtex(item, { key: keyOf(citationKey(item)), more: fields(item), annote })}\n`;
    },
    foot: "",
  };
};

/** Letters for a number, all distinct: 2 is "b", 26 is "z", 27 is "aa". */
function letters(use: number): string {
  const rest = Math.floor((use - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(97 + ((use - 1) % 26));
}

const spreadsheet: Formatted = ({ columns, site, isOwn }) =>
  table([
    ["position", (_, index) => index + 1],
    ["title", ({ title }) => plainText(title)],
    ["authors", ({ authors }) => authors.map(plainText).join("; ")],
    ["arxiv_id", ({ arxivId }) => arxivId],
    ["address", (item) => addressOf(item, site)],
    ["categories", ({ categories }) => categories.join(" ")],
    ["published", ({ publishedAt }) => publishedAt && day(publishedAt)],
    ["upvotes", ({ votes }) => votes ?? 0],
    ...columns,
    ["notes", (item) => linesOf(item, isOwn).join("\n\n")],
  ]);

const json: Formatted = ({ site, json: { name, of, items, item: more } }) => ({
  mime: "application/json; charset=utf-8",
  head: `{${JSON.stringify(name)}:${JSON.stringify(of)},${JSON.stringify(items)}:[`,
  item: (item, index) => {
    const { slug, arxivId, title, abstract, authors, categories, votes } = item;
    const { publishedAt, publishedPrecision, notes, notesLeft } = item;
    const paper = { slug, arxivId, title, abstract, authors, categories };
    const text = JSON.stringify({
      position: index + 1,
      paper: { ...paper, publishedAt, publishedPrecision, votes, address: addressOf(item, site) },
      ...more(item),
      annotations: notes.map((each) => webAnnotation(each, item, site)),
      ...(notesLeft > 0 && { annotationsLeft: notesLeft }),
    });
    return `${index > 0 ? "," : ""}\n${text}`;
  },
  foot: "\n]}\n",
});

const markdown: Formatted = ({ head, facts, site, isOwn }) => ({
  mime: "text/markdown; charset=utf-8",
  head: `${[`# ${plain(head[0] ?? "")}`, ...head.slice(1).map(plain)].filter(Boolean).join("\n\n")}\n\n`,
  item: (item, index) => {
    const number = `${index + 1}. `;
    const { authors, publishedAt, notes, notesLeft } = item;
    const byline = [
      authors.map((author) => oneLine(plainText(author))).join(", "),
      publishedAt && day(publishedAt),
    ].flatMap((part) => (part ? [plain(part)] : []));
    const parts = [
      `**${plain(readableText(item.title))}**`,
      byline.join(" · "),
      `<${addressOf(item, site)}>`,
      ...facts(item),
      item.abstract && plain(readableText(item.abstract)),
      ...nested(notes, ({ author, exact, body, color }, replies) => {
        const head = [!isOwn && author, colorName({ color })].filter(Boolean).join(", ");
        return noteItem(head || null, exact, isOwn ? body : contained(body), replies);
      }),
      notesLeft > 0 && `- ${plain(leftOut(notesLeft))}`,
    ];
    return `${number}${indented(parts.filter(Boolean).join("\n\n"), number.length)}\n\n`;
  },
  foot: "",
});

export const PAPER_FORMATS: Record<(typeof paperFormats)[number], Formatted> = {
  bib: bibliography,
  csv: spreadsheet,
  json,
  md: markdown,
};
