import { parseArxivId } from "../../papers/arxiv-id";
import { isFeedDate } from "../../platform/calendar";
import { unreadable } from "./answer";
import { arxivRow } from "./arxiv-fields";
import { readMetadata } from "./arxiv-oai-formats";
import { SourceError } from "./source-error";
import { problem, quoted, type SourceRow } from "./source-row";
import { readXml, textIn, textOf, within, type XmlElement, type XmlName } from "./xml";

const oai = (name: string): XmlName => ["http://www.openarchives.org/OAI/2.0/", name];

const ANSWER = { what: "an OAI-PMH answer", root: oai("OAI-PMH"), record: oai("record"), depth: 3 };
const MAX_TOKEN = 2_000;

/** A record that arXiv no longer has. */
export interface Deleted {
  arxivId: string;
  /** The day when it was deleted. */
  datestamp: string | null;
}

export interface OaiPage {
  rows: SourceRow[];
  deleted: Deleted[];
  /** The token of the next page; null on the last one. */
  next: string | null;
  /** When that token expires, how many records there are in all, and where this page begins. */
  expiresAt: Date | null;
  completeListSize: number | null;
  cursor: number | null;
  /** The source's clock: the next harvest begins on its day. */
  respondedAt: Date | null;
}

/**
 * Reads an answer to `ListRecords` or `GetRecord` in the formats `arXiv`, `arXivRaw` and `oai_dc`. A
 * list without records is a normal answer. Throws a `SourceError` for OAI-PMH's other errors, with
 * their code; its fault is `expired` if the resumption token has to be given up.
 */
export async function readArxivOai(bytes: Uint8Array): Promise<OaiPage> {
  const rows: SourceRow[] = [];
  const deleted: Deleted[] = [];
  let line = 0;
  const answer = await readXml(bytes, ANSWER, (record) => {
    line++;
    const gone = record && deletedIn(record);
    if (gone) deleted.push(gone);
    else rows.push(arxivRow(line, record, rowOf));
  });
  const isEmpty = refuseErrors(answer);
  const list = ["ListRecords", "GetRecord"].flatMap((name) => within(answer, oai(name)))[0];
  if (!list && !isEmpty) {
    throw unreadable("The answer has neither records nor an error.");
  }
  const respondedAt = momentOf(textIn(answer, oai("responseDate")));
  return { rows, deleted, respondedAt, ...resumption(list) };
}

/** Returns whether the answer says that there are no records. */
function refuseErrors(answer: XmlElement): boolean {
  const errors = within(answer, oai("error"));
  const code = (error: XmlElement) => quoted(error.attributes.get("code") ?? "", 40) || "error";
  const error = errors.find((each) => code(each) !== "noRecordsMatch");
  if (!error) return errors.length > 0;
  const fault = code(error) === "badResumptionToken" ? "expired" : "refused";
  const words = quoted(textOf(error));
  throw new SourceError(fault, `arXiv says: ${code(error)}${words && `, ${words}`}`, code(error));
}

function resumption(list: XmlElement | undefined) {
  const [element] = list ? within(list, oai("resumptionToken")) : [];
  const token = element ? textOf(element).trim() : "";
  if (token.length > MAX_TOKEN) {
    throw unreadable("The answer has too long a resumption token.");
  }
  const count = (name: string) => {
    const text = element?.attributes.get(name) ?? "";
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  };
  return {
    next: token || null,
    expiresAt: momentOf(element?.attributes.get("expirationDate") ?? null),
    completeListSize: count("completeListSize"),
    cursor: count("cursor"),
  };
}

function momentOf(text: string | null): Date | null {
  if (!text || !/^\d{4}-\d\d-\d\dT[\d:.]{5,20}Z$/.test(text.trim())) return null;
  const at = new Date(text.trim());
  return Number.isNaN(at.getTime()) ? null : at;
}

function headerOf(record: XmlElement) {
  const [header] = within(record, oai("header"));
  const text = (name: string) => (header && textIn(header, oai(name))?.trim()) || null;
  const datestamp = text("datestamp")?.slice(0, 10) ?? "";
  return {
    arxivId: text("identifier")?.replace(/^oai:arxiv\.org:/i, "") ?? null,
    /** The day of the record's last change, which says nothing about its publication. */
    datestamp: isFeedDate(datestamp) ? datestamp : null,
    sets: header ? within(header, oai("setSpec")).map((set) => textOf(set).trim()) : [],
    isDeleted: header?.attributes.get("status") === "deleted",
  };
}

/** The record as a deleted one, or null if it is not. */
function deletedIn(record: XmlElement): Deleted | null {
  const { arxivId, datestamp, isDeleted } = headerOf(record);
  const parsed = isDeleted ? parseArxivId(arxivId ?? "") : null;
  return parsed && { arxivId: parsed.id, datestamp };
}

function rowOf(record: XmlElement) {
  const { arxivId, datestamp, sets } = headerOf(record);
  const [metadata] = within(record, oai("metadata"));
  if (!metadata) return { arxivId, ...problem(null, "the record has no metadata") };
  const row = readMetadata(metadata, sets);
  if (!row) return { arxivId, ...problem(null, "the record is in a format that is not read here") };
  return { ...row, arxivId: row.arxivId ?? arxivId, datestamp };
}
