import { eq, sql } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import { addressesOf, invalidate } from "../../page-cache/invalidate";
import type { Context } from "../../platform/context";
import type { Span } from "../anchor";
import type { Unplaced } from "./queries";

export interface Placed {
  note: Unplaced;
  place: Span | null;
}

/**
 * Stores where notes are in the text with this hash. Skips notes that were deleted or reattached
 * since they were read. Rows are locked in order of id, so that two processes cannot deadlock.
 */
export async function storePlaces(ctx: Context, hash: string, placed: Placed[]): Promise<void> {
  const rows = placed.map(({ note, place }) => ({
    id: note.id,
    text_hash: note.textHash,
    start: note.start,
    end: note.end,
    placed_start: place?.start ?? null,
    placed_end: place?.end ?? null,
  }));
  await ctx.db.execute(sql`
    update annotations set placed_hash = ${hash}, placed_start = found.placed_start, placed_end = found.placed_end
    from (
      select note.id, given.placed_start, given.placed_end
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as given(id uuid, text_hash text, start int, "end" int, placed_start int, placed_end int)
      join annotations as note
        on note.id = given.id and note.text_hash = given.text_hash
        and note.start = given.start and note."end" = given."end"
      order by note.id
      for no key update of note
    ) as found
    where annotations.id = found.id`);
}

/** Invalidates the paper's page. */
export async function invalidatePlaces(ctx: Context, paperId: number): Promise<void> {
  const [paper] = await ctx.db
    .select({ slug: papers.slug })
    .from(papers)
    .where(eq(papers.id, paperId));
  if (paper) await invalidate(ctx, addressesOf({ ...paper, feedDate: null }));
}
