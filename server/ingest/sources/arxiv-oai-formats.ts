import { parseArxivId } from "../../papers/arxiv-id";
import { isFeedDate } from "../../platform/calendar";
import { categoriesOf, doiIn, lineOf } from "./arxiv-fields";
import { authorsOf, nameInOrder, nameOfParts } from "./authors";
import { mailDate } from "./mail-date";
import { textIn, textOf, within, type XmlElement, type XmlName } from "./xml";

const plain = (name: string): XmlName => ["http://arxiv.org/OAI/arXiv/", name];
const raw = (name: string): XmlName => ["http://arxiv.org/OAI/arXivRaw/", name];
const dc = (name: string): XmlName => ["http://purl.org/dc/elements/1.1/", name];
const DUBLIN: XmlName = ["http://www.openarchives.org/OAI/2.0/oai_dc/", "dc"];

/** The metadata of a record as a row, unparsed; null if it is in none of the three formats. */
export function readMetadata(metadata: XmlElement, sets: string[]) {
  const [inPlain] = within(metadata, plain("arXiv"));
  if (inPlain) return fromPlain(inPlain);
  const [inRaw] = within(metadata, raw("arXivRaw"));
  if (inRaw) return fromRaw(inRaw);
  const [inDublin] = within(metadata, DUBLIN);
  return inDublin ? fromDublin(inDublin, sets) : null;
}

/** What `arXiv` and `arXivRaw` say alike. */
function shared(record: XmlElement, named: (name: string) => XmlName) {
  const text = (name: string) => lineOf(textIn(record, named(name)));
  return {
    arxivId: text("id"),
    title: text("title"),
    abstract: text("abstract"),
    // the primary category comes first
    categories: categoriesOf(text("categories")?.split(" ") ?? []),
    comment: text("comments"),
    doi: doiIn(text("doi")),
    journalRef: text("journal-ref"),
    license: text("license"),
  };
}

function fromPlain(record: XmlElement) {
  const created = lineOf(textIn(record, plain("created")));
  return {
    ...shared(record, plain),
    authors: within(record, plain("authors"))
      .flatMap((authors) => within(authors, plain("author")))
      .map((author) =>
        nameOfParts(
          textIn(author, plain("keyname")) ?? "",
          textIn(author, plain("forenames")),
          textIn(author, plain("suffix")),
        ),
      ),
    publishedAt: created,
    revisedAt: lineOf(textIn(record, plain("updated"))) ?? created,
    versions: created ? [{ version: 1, publishedAt: created }] : [],
  };
}

function fromRaw(record: XmlElement) {
  const versions = within(record, raw("version"))
    .flatMap((element) => versionOf(element) ?? [])
    .sort((a, b) => a.version - b.version);
  const newest = versions.at(-1);
  return {
    ...shared(record, raw),
    authors: authorsOf(textIn(record, raw("authors")) ?? ""),
    version: newest?.version ?? null,
    publishedAt: versions[0]?.version === 1 ? versions[0].publishedAt : null,
    revisedAt: newest?.publishedAt ?? null,
    versions: versions.filter(({ publishedAt }) => publishedAt !== null),
    withdrawn: newest ? newest.sourceType?.includes("I") === true : null,
  };
}

/** A version: its number, date, size ("17kb") and the letters that mark its files. */
function versionOf(element: XmlElement) {
  const number = /^v([1-9]\d{0,3})$/.exec(element.attributes.get("version")?.trim() ?? "")?.[1];
  if (!number) return null;
  const text = (name: string) => lineOf(textIn(element, raw(name)));
  const kilobytes = /^(\d{1,9})\s*kb$/i.exec(text("size") ?? "")?.[1];
  return {
    version: Number(number),
    publishedAt: mailDate(text("date") ?? "")?.at.toISOString() ?? null,
    kilobytes: kilobytes ? Number(kilobytes) : null,
    sourceType: text("source_type"),
  };
}

/**
 * Dublin Core has no names for its parts: the first description is the abstract, and an identifier
 * is the paper's address, a DOI or the reference to a journal. Subjects are words, so the categories
 * are those of the record's sets.
 */
function fromDublin(record: XmlElement, sets: string[]) {
  const texts = (name: string) =>
    within(record, dc(name)).flatMap((element) => lineOf(textOf(element)) ?? []);
  const identifiers = texts("identifier");
  const address = identifiers.find((each) => parseArxivId(each) !== null) ?? null;
  const doi =
    identifiers.find((each) => /^doi:|^https?:\/\/(?:dx\.)?doi\.org\//i.test(each)) ?? null;
  const [abstract = null, comment = null] = texts("description");
  const dates = texts("date").filter(isFeedDate).sort();
  return {
    arxivId: address,
    title: texts("title")[0] ?? null,
    abstract,
    authors: texts("creator").map(nameInOrder),
    categories: categoriesOf(sets.map(categoryOfSet)),
    publishedAt: dates[0] ?? null,
    revisedAt: dates.at(-1) ?? null,
    versions: dates[0] ? [{ version: 1, publishedAt: dates[0] }] : [],
    comment: comment?.replace(/^Comments?:\s*/i, "") ?? null,
    doi: doiIn(doi),
    journalRef: identifiers.find((each) => each !== address && each !== doi) ?? null,
    license: texts("rights")[0] ?? null,
  };
}

/** `math:math:CO` is math.CO, `physics:hep-th` is hep-th; `cs` and `cs:cs` are no categories. */
function categoryOfSet(set: string): string | null {
  const [group, archive, category, ...rest] = set.split(":");
  if (rest.length > 0 || !archive) return null;
  if (category) return `${archive}.${category}`;
  return group === archive ? null : archive;
}
