import { invalidate, LATEST } from "../../page-cache/invalidate";
import { addDays } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import type { Fetcher } from "../../platform/fetch/create-fetcher";
import { fetcher } from "../../platform/fetch/fetcher";
import type { ImportCounts } from "../import-file";
import { dailyPapers, MAX_DAILY_PAPERS } from "./addresses";
import { readDailyPapers } from "./daily-papers";
import { dueDays, KEPT_DAYS } from "./due-days";
import { HUGGING_FACE } from "./known-sources";
import { daysSince, todayOf } from "./queries";
import { sourceSettings } from "./settings/queries";
import { SourceError, ThrottledError } from "./source-error";
import type { SourceRow } from "./source-row";
import { storeDay } from "./store-day";

/** Far more pages than a day has. */
const MAX_PAGES = 20;

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
  const counts = await storeDay(ctx, HUGGING_FACE, day, rowsOf(ctx, day, options), {
    edition: day,
    ...(options.signal && { signal: options.signal }),
  });
  options.onDay?.(day, counts);
  return counts;
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
 * does not answer for one day does not answer for the next. Null if the source is turned off.
 */
export async function fetchDue(ctx: Context, options: Options = {}): Promise<Fetched | null> {
  const { isOn } = await sourceSettings(ctx, HUGGING_FACE.id);
  if (!isOn) return null;
  const today = todayOf(ctx);
  const known = await daysSince(ctx, HUGGING_FACE.id, addDays(today, -KEPT_DAYS));
  try {
    return await fetchDays(ctx, dueDays(today, known), options);
  } finally {
    // it says how this went, and when the next time is
    await invalidate(ctx, [LATEST]);
  }
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
