import { parseArxivId } from "../../papers/arxiv-id";
import { addDays, isFeedDate, monthSpan, type Span, weekSpan } from "../../platform/calendar";
import { isCategory } from "./arxiv-fields";

// The addresses of requests to the sources. Each takes where the source is, for tests and mirrors.
// What cannot be asked is a `RangeError`: the caller has validated what was typed.

type Source = "dailyPapers" | "arxivApi" | "arxivOai" | "arxivRss";

/** Where the sources are. */
export const SOURCES: Readonly<Record<Source, string>> = {
  dailyPapers: "https://huggingface.co/api/daily_papers",
  arxivApi: "https://export.arxiv.org/api/query",
  arxivOai: "https://oaipmh.arxiv.org/oai",
  arxivRss: "https://rss.arxiv.org/rss",
};

function demand(holds: boolean, message: string): asserts holds {
  if (!holds) throw new RangeError(message);
}

function address(base: string, query: Record<string, string | number>): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

const isCount = (value: number, most: number) =>
  Number.isInteger(value) && value >= 0 && value <= most;

const demandSpan = ({ from, to }: Span) =>
  demand(isFeedDate(from) && isFeedDate(to) && from <= to, `${from} to ${to} is no span of days`);

/** The most days of one backfill: ten years. */
const MAX_DAYS = 3_660;

/** The days of a span, in order. */
export function daysOf(span: Span): string[] {
  demandSpan(span);
  const days: string[] = [];
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
    demand(days.length < MAX_DAYS, `a span has at most ${MAX_DAYS} days`);
    days.push(day);
  }
  return days;
}

/** The most papers of a page of Hugging Face's. */
export const MAX_DAILY_PAPERS = 100;

/** A day (`2026-09-23`), an ISO week (`2026-W53`) or a month (`2026-09`). */
export type DailyPapersOf = { date: string } | { week: string } | { month: string };

/** A page of the papers that Hugging Face features, from page 0. */
export function dailyPapers(
  of: DailyPapersOf,
  { page = 0, limit = MAX_DAILY_PAPERS, base = SOURCES.dailyPapers } = {},
): string {
  if ("date" in of) demand(isFeedDate(of.date), `${of.date} is no day`);
  else if ("week" in of) demand(weekSpan(of.week) !== null, `${of.week} is no week`);
  else demand(monthSpan(of.month) !== null, `${of.month} is no month`);
  demand(isCount(page, 1_000), `${page} is no page`);
  demand(isCount(limit, MAX_DAILY_PAPERS) && limit > 0, `${limit} is no limit`);
  return address(base, { ...of, limit, p: page });
}

/** The most results of a request to arXiv's API, and the most of a query in all. */
export const MAX_SLICE = 2_000;
export const MAX_RESULTS = 30_000;
/** The ids of one request: they fit in an address. */
const IDS_AT_ONCE = 100;

/** Requests for these papers, whose ids may name versions. */
export function arxivByIds(ids: string[], base = SOURCES.arxivApi): string[] {
  const all = [...new Set(ids)];
  for (const id of all) demand(parseArxivId(id) !== null, `${id} is no arXiv id`);
  const chunks = Array.from({ length: Math.ceil(all.length / IDS_AT_ONCE) }, (_, place) =>
    all.slice(place * IDS_AT_ONCE, (place + 1) * IDS_AT_ONCE),
  );
  return chunks.map((chunk) =>
    address(base, { id_list: chunk.map(bareId).join(","), max_results: chunk.length }),
  );
}

/** The id as the API takes it, of whatever an id may be written as. */
function bareId(text: string): string {
  const parsed = parseArxivId(text);
  return parsed ? parsed.id + (parsed.version ? `v${parsed.version}` : "") : "";
}

export interface Slice {
  start: number;
  size: number;
}

/**
 * The requests that a query with this many results takes. Beyond the most that arXiv gives there are
 * none: such a query has to be asked of fewer days.
 */
export function slicesOf(total: number, size = MAX_SLICE): Slice[] {
  demand(isCount(size, MAX_SLICE) && size > 0, `${size} is no size of a slice`);
  const reachable = Math.min(total, MAX_RESULTS);
  return Array.from({ length: Math.ceil(reachable / size) }, (_, place) => ({
    start: place * size,
    size: Math.min(size, reachable - place * size),
  }));
}

/** The papers of these categories that were submitted on these days (UTC), the oldest first. */
export function arxivByCategories(
  categories: string[],
  span: Span,
  { start, size }: Slice = { start: 0, size: MAX_SLICE },
  base = SOURCES.arxivApi,
): string {
  demandCategories(categories);
  demandSpan(span);
  demand(isCount(size, MAX_SLICE) && size > 0, `${size} is no size of a slice`);
  demand(isCount(start, MAX_RESULTS - size), `${start} is no start of a slice`);
  const any = [...new Set(categories)].map((category) => `cat:${category}`).join(" OR ");
  const [from, to] = [span.from, span.to].map((day) => day.replaceAll("-", ""));
  return address(base, {
    search_query: `(${any}) AND submittedDate:[${from}0000 TO ${to}2359]`,
    sortBy: "submittedDate",
    sortOrder: "ascending",
    start,
    max_results: size,
  });
}

/** The newest paper of a category. */
export const arxivNewest = (category: string, base = SOURCES.arxivApi): string => {
  demandCategories([category]);
  return address(base, {
    search_query: `cat:${category}`,
    sortBy: "submittedDate",
    sortOrder: "descending",
    max_results: 1,
  });
};

function demandCategories(categories: string[]) {
  demand(categories.length > 0 && categories.length <= 200, "there are 1 to 200 categories");
  for (const category of categories) demand(isCategory(category), `${category} is no category`);
}

export type OaiFormat = "arXiv" | "arXivRaw" | "oai_dc";

/** The archives that arXiv groups as physics. */
const PHYSICS =
  /^(?:astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nlin|nucl-ex|nucl-th|physics|quant-ph)$/;

/** The set of a category or archive: `cs:cs:AI`, `physics:hep-th`, `math`. */
export function setOf(category: string): string {
  demandCategories([category]);
  const [archive = "", subject] = category.split(".");
  const group = PHYSICS.test(archive) ? "physics" : archive;
  if (subject) return `${group}:${archive}:${subject}`;
  return group === archive ? archive : `${group}:${archive}`;
}

/** The first page of the records that were changed on these days. */
export function oaiRecords(
  { format, from, until, set }: { format: OaiFormat; from?: string; until?: string; set?: string },
  base = SOURCES.arxivOai,
): string {
  for (const day of [from, until]) demand(day === undefined || isFeedDate(day), `${day} is no day`);
  demand(!from || !until || from <= until, `${from} to ${until} is no span of days`);
  demand(set === undefined || /^[A-Za-z:-]{1,60}$/.test(set), `${set} is no set`);
  return address(base, {
    verb: "ListRecords",
    metadataPrefix: format,
    ...(from && { from }),
    ...(until && { until }),
    ...(set && { set }),
  });
}

/** Its next page: a resumption token stands for everything that was asked before. */
export function oaiNext(resumptionToken: string, base = SOURCES.arxivOai): string {
  demand(resumptionToken !== "", "a resumption token is not empty");
  return address(base, { verb: "ListRecords", resumptionToken });
}

/** The record of one paper. */
export function oaiRecord(
  arxivId: string,
  metadataPrefix: OaiFormat,
  base = SOURCES.arxivOai,
): string {
  const parsed = parseArxivId(arxivId);
  demand(parsed !== null, `${arxivId} is no arXiv id`);
  return address(base, {
    verb: "GetRecord",
    identifier: `oai:arXiv.org:${parsed.id}`,
    metadataPrefix,
  });
}

/** Today's feed of these categories. */
export function arxivRss(categories: string[], base = SOURCES.arxivRss): string {
  demandCategories(categories);
  return `${base}/${[...new Set(categories)].join("+")}`;
}
