import { type SkippedRow, sourceDays } from "@/db/schema/sources";
import { addDays } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import type { Fetcher } from "../../platform/fetch/create-fetcher";
import { FetchError } from "../../platform/fetch/fetch-error";
import { fetcher } from "../../platform/fetch/fetcher";
import { type ImportCounts, storeRows } from "../import-file";
import { dailyPapers, MAX_DAILY_PAPERS } from "./addresses";
import { readDailyPapers } from "./daily-papers";
import { dueDays, KEPT_DAYS } from "./due-days";
import { HUGGING_FACE } from "./hugging-face";
import { daysSince, todayOf } from "./queries";
import { SourceError, ThrottledError } from "./source-error";
import type { SourceRow } from "./source-row";

/** Far more pages than a day has. */
const MAX_PAGES = 20;

const MAX_REASONS = 10;
const MAX_REASON = 300;
const MAX_ERROR = 500;

interface Options {
  /** Where the source is, and who asks it: for tests. */
  base?: string;
  get?: Fetcher["get"];
  signal?: AbortSignal;
  /** Called after each day. */
  onDay?: (day: string, counts: ImportCounts) => void;
}

/** The rows of a day. Nothing is read twice; the last page is not full. */
async function* rowsOf(ctx: Context, day: string, options: Options): AsyncGenerator<SourceRow> {
  const get = options.get ?? fetcher().get;
  for (let page = 0, line = 0; page < MAX_PAGES; page++) {
    const { base, signal } = options;
    const address = dailyPapers({ date: day }, { page, ...(base && { base }) });
    const answer = await get(address, { accept: "application/json", ...(signal && { signal }) });
    const { status, retryAfterMs } = answer;
    if (status === 429 || status === 503) {
      throw new ThrottledError(`Hugging Face asks for a pause (status ${status}).`, retryAfterMs);
    }
    // there is no list for a day without papers
    if (status === 404) return;
    if (status !== 200) {
      throw new SourceError("refused", `Hugging Face answered with status ${status}.`);
    }
    const rows = readDailyPapers(answer.body, ctx.now());
    for (const row of rows) yield { ...row, line: ++line };
    if (rows.length < MAX_DAILY_PAPERS) return;
  }
}

/** Fetches a day's papers and notes what came of it. What was stored before a failure stays. */
export async function fetchDay(
  ctx: Context,
  day: string,
  options: Options = {},
): Promise<ImportCounts> {
  const reasons: SkippedRow[] = [];
  const ids = new Map<number, string | null>();
  async function* rows() {
    for await (const row of rowsOf(ctx, day, options)) {
      ids.set(row.line, row.sourceId);
      yield row;
    }
  }
  const { id: source, name } = HUGGING_FACE;
  const triedAt = ctx.now();
  try {
    const counts = await storeRows(
      ctx,
      rows(),
      { edition: day, curators: [], source: name },
      {
        onSkipped: ({ line, reason }) => {
          if (reasons.length === MAX_REASONS) return;
          reasons.push({ line, id: ids.get(line) ?? null, reason: reason.slice(0, MAX_REASON) });
        },
      },
    );
    const { read, added, updated, skipped } = counts;
    await note(ctx, {
      source,
      day,
      triedAt,
      fetchedAt: triedAt,
      error: null,
      read,
      added,
      updated,
      skipped,
      reasons,
    });
    options.onDay?.(day, counts);
    return counts;
  } catch (error) {
    // a run that is told to stop says nothing of the source
    if (options.signal?.aborted) throw error;
    const isOfSource = error instanceof SourceError || error instanceof FetchError;
    const told = isOfSource ? error.message : "The papers could not be stored.";
    // a database that is away takes no note either
    await note(ctx, { source, day, triedAt, error: told.slice(0, MAX_ERROR) }).catch(() => {});
    throw error;
  }
}

/** Keeps what the last successful answer gave when an attempt fails. */
async function note(ctx: Context, row: typeof sourceDays.$inferInsert): Promise<void> {
  const { source: _, day: __, ...set } = row;
  await ctx.db
    .insert(sourceDays)
    .values(row)
    .onConflictDoUpdate({ target: [sourceDays.source, sourceDays.day], set });
}

/** What came of a run. */
export interface Fetched {
  days: number;
  added: number;
  updated: number;
  skipped: number;
}

/**
 * Fetches the days that are due, the newest first, each in its own transactions: a run that is
 * killed or refused goes on with the others next time. Throws the first failure, as a source that
 * does not answer for one day does not answer for the next.
 */
export async function fetchDue(ctx: Context, options: Options = {}): Promise<Fetched> {
  const today = todayOf(ctx);
  const known = await daysSince(ctx, HUGGING_FACE.id, addDays(today, -KEPT_DAYS));
  return fetchDays(ctx, dueDays(today, known), options);
}

/** Fetches these days, in their order. */
export async function fetchDays(
  ctx: Context,
  days: string[],
  options: Options = {},
): Promise<Fetched> {
  const all: Fetched = { days: 0, added: 0, updated: 0, skipped: 0 };
  for (const day of days) {
    options.signal?.throwIfAborted();
    const { added, updated, skipped } = await fetchDay(ctx, day, options);
    all.days++;
    all.added += added;
    all.updated += updated;
    all.skipped += skipped;
  }
  return all;
}
