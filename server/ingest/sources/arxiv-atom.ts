import { parseArxivId } from "../../papers/arxiv-id";
import { flowing } from "../flowing";
import { arxivRow, categoriesOf, categoryOf, doiIn, isWithdrawal, lineOf } from "./arxiv-fields";
import { SourceError } from "./source-error";
import { quoted, type SourceRow } from "./source-row";
import { readXml, textIn, within, type XmlElement, type XmlName } from "./xml";

const atom = (name: string): XmlName => ["http://www.w3.org/2005/Atom", name];
const arxiv = (name: string): XmlName => ["http://arxiv.org/schemas/atom", name];
const search = (name: string): XmlName => ["http://a9.com/-/spec/opensearch/1.1/", name];

const FEED = { what: "an Atom feed", root: atom("feed"), record: atom("entry"), depth: 2 };

export interface AtomPage {
  rows: SourceRow[];
  /** How many papers the query finds, and the place of the page's first, from 0: as arXiv says. */
  total: number | null;
  start: number | null;
  /** It has no papers although there should be: arXiv sends such pages now and then; ask again. */
  isGap: boolean;
}

/**
 * Reads a page of arXiv's API. Throws a `SourceError` if arXiv refuses the query, which it does with
 * a feed of one entry titled "Error", whatever the status.
 */
export async function readArxivAtom(bytes: Uint8Array): Promise<AtomPage> {
  const rows: SourceRow[] = [];
  const errors: string[] = [];
  const feed = await readXml(bytes, FEED, (record) => {
    const error = record && errorIn(record);
    if (error === null) rows.push(arxivRow(rows.length + 1, record, rowOf));
    else errors.push(error);
  });
  const [error] = errors;
  if (error !== undefined) throw new SourceError("refused", `arXiv says: ${error}`);
  const total = countIn(feed, "totalResults");
  const start = countIn(feed, "startIndex");
  const isGap = rows.length === 0 && total !== null && total > (start ?? 0);
  return { rows, total, start, isGap };
}

/** The text of an entry that is an error and not a paper. */
function errorIn(entry: XmlElement): string | null {
  const title = flowing(textIn(entry, atom("title")) ?? "");
  if (title !== "Error" || parseArxivId(idOf(entry) ?? "")) return null;
  return quoted(textIn(entry, atom("summary")) ?? "") || "Error";
}

function countIn(feed: XmlElement, name: string): number | null {
  const text = textIn(feed, search(name))?.trim() ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const idOf = (entry: XmlElement) => lineOf(textIn(entry, atom("id")));

function rowOf(entry: XmlElement) {
  const text = (name: XmlName) => lineOf(textIn(entry, name));
  const terms = (name: XmlName) => within(entry, name).map((each) => each.attributes.get("term"));
  const arxivId = idOf(entry);
  const version = parseArxivId(arxivId ?? "")?.version ?? null;
  const publishedAt = text(atom("published"));
  const revisedAt = text(atom("updated"));
  return {
    arxivId,
    title: text(atom("title")),
    abstract: text(atom("summary")),
    authors: within(entry, atom("author")).flatMap(
      (author) => lineOf(textIn(author, atom("name"))) ?? [],
    ),
    categories: categoriesOf(terms(atom("category"))),
    primaryCategory: categoryOf(terms(arxiv("primary_category"))[0]),
    publishedAt,
    revisedAt,
    versions: [
      ...(publishedAt ? [{ version: 1, publishedAt }] : []),
      ...(version !== null && version > 1 && revisedAt
        ? [{ version, publishedAt: revisedAt }]
        : []),
    ],
    comment: text(arxiv("comment")),
    withdrawn: isWithdrawal(text(arxiv("comment")), text(atom("summary"))) || null,
    doi: doiIn(textIn(entry, arxiv("doi"))),
    journalRef: text(arxiv("journal_ref")),
  };
}
