import { inArray, sql } from "drizzle-orm";
import { paperStats, paperUpvotes } from "@/db/schema/editions";
import type { Context } from "../platform/context";
import { differs, incoming, insertRows, settings } from "./merging";
import type { Entry } from "./queries";
import type { ImportOptions } from "./schema";
import { DEFAULT_SOURCE } from "./source";

/** Stores the source's own counts, apart from other sources' and from the votes here. */
export async function storeUpvotes(ctx: Context, entries: Entry[], options: ImportOptions) {
  const ids = entries.map(({ id }) => id);
  await ctx.db.execute(sql`
    ${insertRows(
      paperStats,
      ids.map((paperId) => ({ paperId })),
    )} on conflict do nothing`);
  const told = entries.filter(({ paper }) => paper.upvotes !== null);
  if (told.length === 0) return [];
  // in the order in which every writer locks them
  const before = await ctx.db
    .select({ id: paperStats.paperId, source: paperStats.source })
    .from(paperStats)
    .where(
      inArray(
        paperStats.paperId,
        told.map(({ id }) => id),
      ),
    )
    .orderBy(paperStats.paperId)
    .for("update");
  const sourceOf = new Map(before.map(({ id, source }) => [id, source]));
  // a source that nobody names again stays, so that a second import changes nothing
  const values = told.map(({ id, paper }) => ({
    paperId: id,
    source: options.source ?? sourceOf.get(id) ?? DEFAULT_SOURCE,
    upvotes: paper.upvotes ?? 0,
    asOf: paper.upvotesAsOf,
  }));
  const isNewer = sql`coalesce(excluded.as_of, '-infinity')
    >= coalesce(${paperUpvotes.asOf}, '-infinity')`;
  const isOther = differs([
    [paperUpvotes.upvotes, incoming("upvotes")],
    [paperUpvotes.asOf, incoming("as_of")],
  ]);
  await ctx.db.execute(sql`
    ${insertRows(paperUpvotes, values)}
    on conflict (paper_id, source) do update
      set ${settings({ upvotes: incoming("upvotes"), asOf: incoming("as_of") })}
    where ${isNewer} and ${isOther}`);
  return showLeadingSource(
    ctx,
    told.map(({ id }) => id),
  );
}

/**
 * Shows the upvotes of the source that has most, and of two the newer count: sources are read by the
 * same people, so their counts are not added up. Returns the papers for which that changed.
 */
export async function showLeadingSource(ctx: Context, paperIds: number[]): Promise<number[]> {
  const changed = await ctx.db.execute<{ id: number }>(sql`
    update ${paperStats} set source = best.source, source_upvotes = best.upvotes,
      source_upvotes_as_of = best.as_of
    from (
      select distinct on (paper_id) paper_id, source, upvotes, as_of from ${paperUpvotes}
      where paper_id = any(${sql.param(paperIds)}::int[])
      order by paper_id, upvotes desc, as_of desc nulls last, source
    ) best
    where ${paperStats.paperId} = best.paper_id and row(${paperStats.source},
      ${paperStats.sourceUpvotes}, ${paperStats.sourceUpvotesAsOf})
      is distinct from row(best.source, best.upvotes, best.as_of)
    returning ${paperStats.paperId} as id`);
  return changed.map(({ id }) => id);
}
