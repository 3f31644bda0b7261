import { parseArxivId } from "../../papers/arxiv-id";
import { flowing } from "../flowing";
import type { Problem } from "../rows";
import { problem, type SourceRow, sourceRow } from "./source-row";
import type { XmlElement, XmlRecord } from "./xml";

/** Categories that arXiv has under two names, and the one that it shows. */
const ALIASES: Record<string, string> = {
  "cs.NA": "math.NA",
  "cs.SY": "eess.SY",
  "math.IT": "cs.IT",
  "math.MP": "math-ph",
  "q-fin.EC": "econ.GN",
  "stat.TH": "math.ST",
};

const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2}|\.[a-z]+(?:-[a-z]+)*)?$/;
/** More than a paper has. */
const MAX_CATEGORIES = 20;

/** Whether the text names a category or archive of arXiv, and not a class of the MSC or ACM. */
export const isCategory = (text: string) => text.length <= 40 && CATEGORY.test(text);

/** The category by the name that arXiv shows, or null if it is none. */
export function categoryOf(text: string | null | undefined): string | null {
  const name = text?.trim() ?? "";
  if (!isCategory(name)) return null;
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : name;
}

/** Each category once, in the order given. */
export const categoriesOf = (texts: (string | null | undefined)[]) =>
  [...new Set(texts.flatMap((text) => categoryOf(text) ?? []))].slice(0, MAX_CATEGORIES);

/** The first DOI of a field in which authors may have written several. */
export function doiIn(text: string | null): string | null {
  for (const word of flowing(text ?? "").split(" ")) {
    const found = /10\.\d{4,9}\/\S+/.exec(word)?.[0].replace(/[,;.]+$/, "");
    if (found) return found;
  }
  return null;
}

const WITHDRAWN =
  /^(?:this (?:paper|article|submission|manuscript|work) (?:has been|is|was) )?withdrawn\b/i;

/**
 * Whether a paper's newest version withdraws it, by what its authors write in its place. arXiv says
 * it outright only in `arXivRaw`.
 */
export const isWithdrawal = (...texts: (string | null)[]) =>
  texts.some((text) => text !== null && WITHDRAWN.test(text));

/** A wrapped field on one line; null if it says nothing. */
export const lineOf = (text: string | null) => flowing(text ?? "") || null;

/** What a record says: the fields of a row, of which null means missing, or what is wrong with it. */
type ArxivRecord = { arxivId: string | null } & (
  | { problems: Problem[] }
  | { title: string | null; abstract: string | null }
);

/** A record of arXiv as a row. Papers of arXiv have an id, so a record without one is refused. */
export function arxivRow(
  line: number,
  record: XmlRecord,
  read: (record: XmlElement) => ArxivRecord,
): SourceRow {
  if (!record) return sourceRow(line, null, problem(null, "the record is too large"));
  const found = read(record);
  const { arxivId } = found;
  // of an address, the id
  const parsed = parseArxivId(arxivId ?? "");
  const sourceId = parsed ? parsed.id + (parsed.version ? `v${parsed.version}` : "") : arxivId;
  if ("problems" in found) return sourceRow(line, sourceId, { problems: found.problems });
  if (arxivId === null) return sourceRow(line, null, problem("arxivId", "is missing"));
  const row = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
  return sourceRow(line, sourceId, { row });
}
