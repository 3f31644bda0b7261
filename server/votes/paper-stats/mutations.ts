import { eq, inArray, sql } from "drizzle-orm";
import { paperStats, submissions } from "@/db/schema/editions";
import { trendingScore } from "../../editions/ranking";
import type { Context } from "../../platform/context";

const BATCH = 5_000;

/**
 * Recomputes the trending scores of these papers, or of all, and rewrites those that differ.
 * Returns how many. Votes wait until the transaction ends.
 */
export async function rescore(ctx: Context, paperIds?: number[]): Promise<number> {
  const rows = await ctx.db
    .select({
      paperId: paperStats.paperId,
      votes: paperStats.votes,
      sourceUpvotes: paperStats.sourceUpvotes,
      trending: paperStats.trending,
      feedDate: submissions.feedDate,
    })
    .from(paperStats)
    .innerJoin(submissions, eq(submissions.paperId, paperStats.paperId))
    .where(paperIds && inArray(paperStats.paperId, paperIds))
    .orderBy(paperStats.paperId)
    .for("update", { of: paperStats });
  const changed = rows.flatMap((row) => {
    const score = trendingScore(row);
    return score === row.trending ? [] : [{ paperId: row.paperId, score }];
  });
  for (let from = 0; from < changed.length; from += BATCH) {
    const batch = changed.slice(from, from + BATCH);
    const ids = batch.map((row) => row.paperId);
    const scores = batch.map((row) => row.score);
    await ctx.db.execute(sql`
      update ${paperStats} set trending = fresh.score
      from unnest(${sql.param(ids)}::int[], ${sql.param(scores)}::float8[]) as fresh(paper_id, score)
      where ${paperStats.paperId} = fresh.paper_id`);
  }
  return changed.length;
}
