import { stringify } from "csv-stringify/sync";
import { bibtex } from "../../papers/bibtex";
import { citationKey } from "../../papers/cite";
import { plainText } from "../../papers/tex-segments";
import { addressOf, webAnnotation } from "./annotation";
import { plain } from "./markdown";
import type { ExportedItem } from "./queries";
import type { exportFormats } from "./schema";
import { oneLine } from "./text";

/** The list to export. */
export interface Exported {
  name: string;
  description: string;
  /** The team that owns a collection; null for a reading list. */
  team: string | null;
  at: Date;
  /** This installation's URL, to identify papers without an arXiv id. */
  site: string;
}

/** How an export is written: a head, then each item, then a foot. */
export interface Format {
  mime: string;
  head: (list: Exported) => string;
  item: (item: ExportedItem, index: number, list: Exported) => string;
  foot: string;
}

const day = (at: Date) => at.toISOString().slice(0, 10);

const added = (item: ExportedItem) =>
  `Added${item.addedBy ? ` by ${oneLine(item.addedBy)}` : ""} on ${day(item.addedAt)}`;

/** "Ada: The words." for each note; for a highlight, its quote. */
const noteLines = (item: ExportedItem) => [
  ...item.notes.map(({ author, body, exact }) =>
    [author && `${oneLine(author)}:`, exact && `“${oneLine(exact)}”`, body && oneLine(body)]
      .filter(Boolean)
      .join(" "),
  ),
  ...(item.notesLeft > 0 ? [`${item.notesLeft} more notes are on the paper’s page.`] : []),
];

/**
 * Adds a letter to repeated keys, as bibliographies do: `smith2024deep`, `smith2024deepb`. BibTeX
 * ignores case in keys; these are lower case.
 */
function bibliography(): Format {
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
    head: () => "",
    item(item) {
      const annote = [item.note, ...noteLines(item)].filter(Boolean).join(" / ");
      const entry = bibtex(item, {
        key: keyOf(citationKey(item)),
        more: [
          ["addedby", item.addedBy],
          ["timestamp", day(item.addedAt)],
          ["annote", annote],
        ],
      });
      return `${entry}\n`;
    },
    foot: "",
  };
}

/** Letters for a number, all distinct: 2 is "b", 26 is "z", 27 is "aa". */
function letters(use: number): string {
  const rest = Math.floor((use - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(97 + ((use - 1) % 26));
}

/**
 * Puts an apostrophe before cells that a spreadsheet would take for a formula. Quotes all text, as
 * some programs take a line break in an unquoted cell for the end of the row.
 */
const csvLine = (cells: (string | number | null)[], bom = false) =>
  stringify([cells], {
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: "windows",
    bom,
  });

const table = (): Format => ({
  mime: "text/csv; charset=utf-8",
  head: () =>
    csvLine(
      [
        "position",
        "title",
        "authors",
        "arxiv_id",
        "address",
        "categories",
        "published",
        "upvotes",
        "added_by",
        "added_at",
        "note",
        "note_by",
        "notes",
      ],
      true,
    ),
  item: (item, index, { site }) =>
    csvLine([
      index + 1,
      plainText(item.title),
      item.authors.map(plainText).join("; "),
      item.arxivId,
      addressOf(item, site),
      item.categories.join(" "),
      item.publishedAt && day(item.publishedAt),
      item.votes ?? 0,
      item.addedBy,
      item.addedAt.toISOString(),
      item.note,
      item.noteBy,
      noteLines(item).join("\n"),
    ]),
  foot: "",
});

const json = (): Format => ({
  mime: "application/json; charset=utf-8",
  head: ({ name, description, team, at }) => {
    const list = { name, description, team, exportedAt: at.toISOString() };
    return `{"list":${JSON.stringify(list)},"items":[`;
  },
  item: (item, index, { site }) => {
    const { addedBy, addedAt, note, noteBy, notes, notesLeft, paperId: _, ...paper } = item;
    const text = JSON.stringify({
      position: index + 1,
      paper: { ...paper, address: addressOf(paper, site) },
      addedBy,
      addedAt,
      note,
      noteBy,
      annotations: notes.map((each) => webAnnotation(each, item, site)),
      ...(notesLeft > 0 && { annotationsLeft: notesLeft }),
    });
    return `${index > 0 ? "," : ""}\n${text}`;
  },
  foot: "\n]}\n",
});

const markdown = (): Format => ({
  mime: "text/markdown; charset=utf-8",
  head({ name, description, team, at }) {
    const parts = [
      `# ${plain(name)}`,
      plain(`${team ? `${team}, ` : ""}${day(at)}`),
      ...description.split(/\n+/).map(plain),
    ];
    return `${parts.filter(Boolean).join("\n\n")}\n\n`;
  },
  item: (item, index, { site }) => {
    const indent = " ".repeat(`${index + 1}. `.length);
    const lines = [
      `${index + 1}. **${plain(plainText(item.title))}**`,
      [
        item.authors.map((author) => oneLine(plainText(author))).join(", "),
        item.publishedAt && day(item.publishedAt),
      ]
        .flatMap((part) => (part ? [plain(part)] : []))
        .join(" · "),
      `<${addressOf(item, site)}>`,
      plain(added(item)),
      item.note && `> ${plain(item.note)}${item.noteBy ? ` — ${plain(item.noteBy)}` : ""}`,
      ...noteLines(item).map((line) => `- ${plain(line)}`),
    ].filter(Boolean);
    return `${lines.map((line, at) => (at === 0 ? line : indent + line)).join("\n\n")}\n\n`;
  },
  foot: "",
});

export const FORMATS: Record<(typeof exportFormats)[number], () => Format> = {
  bib: bibliography,
  csv: table,
  json,
  md: markdown,
};
