import { type SkippedRow, sourceDays } from "@/db/schema/sources";
import type { Context } from "../../platform/context";
import { FetchError } from "../../platform/fetch/fetch-error";
import { type ImportCounts, storeRows } from "../import-file";
import { SourceError } from "./source-error";
import type { SourceRow } from "./source-row";

const MAX_REASONS = 10;
const MAX_REASON = 300;
const MAX_ERROR = 500;

/** A source as its days name it, and as papers do. */
interface Named {
  id: string;
  name: string;
}

interface Options {
  /** The edition of papers that name none. */
  edition: string | null;
  signal?: AbortSignal;
}

/**
 * Stores what a source gives for a day, and notes what came of it or why it failed. What was stored
 * before a failure stays.
 */
export async function storeDay(
  ctx: Context,
  source: Named,
  day: string,
  rows: AsyncIterable<SourceRow>,
  { edition, signal }: Options,
): Promise<ImportCounts> {
  const reasons: SkippedRow[] = [];
  const ids = new Map<number, string | null>();
  async function* named() {
    for await (const row of rows) {
      if ("problems" in row) ids.set(row.line, row.sourceId);
      yield row;
    }
  }
  const triedAt = ctx.now();
  const own = { source: source.id, day, triedAt };
  try {
    const counts = await storeRows(
      ctx,
      named(),
      { edition, curators: [], source: source.name },
      {
        fetchesPictures: true,
        onSkipped: ({ line, reason }) => {
          if (reasons.length === MAX_REASONS) return;
          reasons.push({ line, id: ids.get(line) ?? null, reason: reason.slice(0, MAX_REASON) });
        },
      },
    );
    const { newest: _, ...counted } = counts;
    await noteDay(ctx, { ...own, ...counted, fetchedAt: triedAt, error: null, reasons });
    return counts;
  } catch (error) {
    // a run that is told to stop says nothing of the source
    if (signal?.aborted) throw error;
    const isOfSource = error instanceof SourceError || error instanceof FetchError;
    const told = isOfSource ? error.message : "The papers could not be stored.";
    // a database that is away takes no note either
    await noteDay(ctx, { ...own, error: told.slice(0, MAX_ERROR) }).catch(() => {});
    throw error;
  }
}

/** Keeps what the last successful answer gave when an attempt fails. */
export async function noteDay(ctx: Context, row: typeof sourceDays.$inferInsert): Promise<void> {
  const { source: _, day: __, ...set } = row;
  await ctx.db
    .insert(sourceDays)
    .values(row)
    .onConflictDoUpdate({ target: [sourceDays.source, sourceDays.day], set });
}
