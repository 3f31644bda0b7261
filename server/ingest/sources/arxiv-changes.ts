import { eq } from "drizzle-orm";
import { sources } from "@/db/schema/sources";
import { addDays } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import type { ImportCounts } from "../import-file";
import { oaiNext, oaiRecords, setOf } from "./addresses";
import { feedDayDue, feedDayOf, isFeedDay } from "./announcements";
import { inEdition } from "./arxiv-announced";
import { readArxivOai } from "./arxiv-oai";
import { type AskOptions, askArxiv } from "./arxiv-turn";
import { KEPT_DAYS } from "./due-days";
import { onlyHere } from "./here";
import { ARXIV, ARXIV_CHANGES } from "./known-sources";
import { daysSince, todayOf } from "./queries";
import { sourceSettings } from "./settings/queries";
import { SourceError } from "./source-error";
import type { SourceRow } from "./source-row";
import { noteDay, storeDay } from "./store-day";

type Options = AskOptions & {
  base?: string;
  /** Fetches these days' papers, also if they have been fetched. */
  days?: string[];
  /** Called with the number of records of each page. */
  onPage?: (records: number) => void;
};

/** What came of reading arXiv's changes. */
export interface Changes {
  records: number;
  counts: ImportCounts;
  /** The days whose papers were made up for. */
  days: string[];
}

/** arXiv changes a record on the day after it announces it, or on the second one by UTC. */
const MARGIN_DAYS = 2;

/** Papers of a day that are asked for later: their records may have changed again since. */
const REACH_DAYS = 30;

/** More pages than arXiv has changes in two weeks. */
const MAX_PAGES = 200;

/** The days whose changes are read; to this day, without `until`. */
interface Changed {
  from: string;
  until: string | undefined;
}

/** From when on changes are read: since the last time and for the earliest day, within bounds. */
function sinceWhen(today: string, readTo: string | null, earliest: string): string {
  const since = readTo !== null && readTo < earliest ? readTo : earliest;
  const first = addDays(today, -KEPT_DAYS - 1);
  return since > first ? since : first;
}

/**
 * Reads what arXiv has changed since the last time: new versions and withdrawals of papers that are
 * here, and the papers of the days of the last two weeks whose feed was missed. Its datestamps only
 * say where to look: bulk edits move them. Returns null if arXiv is not asked.
 */
export async function readChanges(ctx: Context, options: Options = {}): Promise<Changes | null> {
  // what is chosen while this runs is asked for the next time
  const at = ctx.now();
  const { isOn, categories, changedAt, readTo } = await sourceSettings(ctx, ARXIV.id);
  if (!isOn || categories.length === 0) return null;
  const today = todayOf(ctx);
  const days = options.days ?? (await missedDays(ctx, changedAt));
  const inOrder = [...days].sort();
  const [earliest = today] = inOrder;
  const span = options.days
    ? {
        from: addDays(earliest, -MARGIN_DAYS),
        until: addDays(inOrder.at(-1) ?? today, REACH_DAYS),
      }
    : { from: addDays(sinceWhen(today, readTo, earliest), -MARGIN_DAYS), until: undefined };
  const wanted = new Set(days);
  const came = new Map(days.map((day) => [day, 0]));
  let records = 0;

  /** The day for which a paper comes, if it is one of those that were missed. */
  const dayFor = (row: SourceRow) => {
    if (!("paper" in row)) return null;
    const { versions, categories: its } = row.paper;
    const first = versions.find(({ version }) => version === 1);
    const day = first && feedDayOf(first.publishedAt);
    // as the feed does, where papers of other categories are only cross-listed
    const [primary = ""] = its;
    return day && wanted.has(day) && categories.includes(primary) ? day : null;
  };
  async function* rows() {
    for await (const row of recordsOf(ctx, categories, span, options)) {
      records++;
      const day = dayFor(row);
      if (day) came.set(day, (came.get(day) ?? 0) + 1);
      yield day ? inEdition({ ...row, line: records }, day) : { ...row, line: records };
    }
  }
  const { signal } = options;
  const counts = await storeDay(
    ctx,
    ARXIV_CHANGES,
    today,
    onlyHere(ctx, rows(), (row) => dayFor(row) !== null),
    { edition: null, ...(signal && { signal }) },
  );
  for (const [day, read] of came) {
    const own = { source: ARXIV.id, day, triedAt: at, fetchedAt: at, error: null };
    await noteDay(ctx, { ...own, read });
  }
  // days that were asked for by hand say nothing of the others
  if (!options.days) {
    await ctx.db.update(sources).set({ readTo: today }).where(eq(sources.id, ARXIV.id));
  }
  return { records, counts, days };
}

/** An empty feed is looked into until this long after it. */
const DOUBTED_DAYS = 3;

/** The days with a feed that is over and has not been read, or was empty, or lacked categories. */
async function missedDays(ctx: Context, changedAt: Date | null): Promise<string[]> {
  const newest = feedDayDue(ctx.now());
  const known = await daysSince(ctx, ARXIV.id, addDays(newest, -KEPT_DAYS));
  const of = new Map(known.map((row) => [row.day, row]));
  return Array.from({ length: KEPT_DAYS }, (_, back) => addDays(newest, -back - 1)).filter(
    (day) => {
      if (!isFeedDay(day)) return false;
      const { fetchedAt, read } = of.get(day) ?? { fetchedAt: null, read: 0 };
      if (!fetchedAt || (changedAt && fetchedAt < changedAt)) return true;
      return read === 0 && fetchedAt.toISOString().slice(0, 10) < addDays(day, DOUBTED_DAYS);
    },
  );
}

/** The records of the categories' groups that were changed since a day. A paper may come twice. */
async function* recordsOf(
  ctx: Context,
  categories: string[],
  span: Changed,
  options: Options,
): AsyncGenerator<SourceRow> {
  // the whole group, as papers of other categories are here too
  const groups = new Set(categories.map((category) => setOf(category).split(":")[0] as string));
  for (const set of groups) yield* recordsOfSet(ctx, set, span, options);
}

async function* recordsOfSet(
  ctx: Context,
  set: string,
  { from, until }: Changed,
  { base, onPage, ...options }: Options,
): AsyncGenerator<SourceRow> {
  const first = oaiRecords({ format: "arXivRaw", from, ...(until && { until }), set }, base);
  const seen = new Set<string>();
  let hasExpired = false;
  for (let address: string | null = first; address !== null; ) {
    options.signal?.throwIfAborted();
    try {
      const { rows, next } = await readArxivOai(await askArxiv(ctx, address, options));
      yield* rows;
      onPage?.(rows.length);
      if (next !== null && seen.has(next)) {
        throw new SourceError("unreadable", "arXiv repeats its pages.");
      }
      if (seen.size === MAX_PAGES) {
        throw new SourceError("unreadable", `arXiv has more than ${MAX_PAGES} pages of changes.`);
      }
      if (next !== null) seen.add(next);
      address = next && oaiNext(next, base);
    } catch (error) {
      // its tokens live for a day: what was read before is read again, once
      const isExpired = error instanceof SourceError && error.fault === "expired";
      if (!isExpired || hasExpired) throw error;
      hasExpired = true;
      seen.clear();
      address = first;
    }
  }
}
