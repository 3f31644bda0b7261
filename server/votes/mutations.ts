import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { trendingScore } from "../editions/ranking";
import { addressesOf, invalidate } from "../page-cache/invalidate";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { rescore } from "./paper-stats/mutations";
import type { voteInput } from "./schema";

/**
 * Sets or withdraws the reader's vote on a paper. The counter moves only if a row changed, so the
 * count is the number of distinct voters whatever is repeated or races. Its statements are prepared:
 * everybody who votes on a paper waits for the one before.
 */
export async function setVote(ctx: UserContext, input: z.output<typeof voteInput>) {
  return transaction(ctx, async (tx) => {
    const own = { userId: ctx.actor.userId, paperId: input.paperId };
    // the row lock puts everybody who votes on this paper in line
    const [paper] = await tx.db
      .select({
        slug: papers.slug,
        votes: paperStats.votes,
        sourceUpvotes: paperStats.sourceUpvotes,
        feedDate: submissions.feedDate,
      })
      .from(paperStats)
      .innerJoin(papers, eq(papers.id, paperStats.paperId))
      .leftJoin(submissions, eq(submissions.paperId, paperStats.paperId))
      .where(eq(paperStats.paperId, input.paperId))
      .for("update", { of: paperStats })
      .prepare("vote_paper")
      .execute();
    if (!paper) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");

    const changed = input.voted
      ? await tx.db
          .insert(votes)
          .values(own)
          .onConflictDoNothing()
          .returning({ id: votes.paperId })
          .prepare("vote_cast")
          .execute()
      : await tx.db
          .delete(votes)
          .where(and(eq(votes.userId, own.userId), eq(votes.paperId, own.paperId)))
          .returning({ id: votes.paperId })
          .prepare("vote_withdraw")
          .execute();
    if (changed.length === 0) return { voted: input.voted, count: paper.votes };

    const count = paper.votes + (input.voted ? 1 : -1);
    const { feedDate } = paper;
    const ranked = feedDate && { ...paper, votes: count, feedDate };
    const move = tx.db
      .update(paperStats)
      .set({
        votes: count,
        trending: ranked ? trendingScore(ranked, env().TRENDING_TAU_DAYS) : null,
      })
      .where(eq(paperStats.paperId, input.paperId))
      .prepare("vote_count");
    await Promise.all([move.execute(), invalidate(tx, addressesOf(paper))]);
    return { voted: input.voted, count };
  });
}

/**
 * Withdraws every vote of an account that is about to go, in the caller's transaction: the counts
 * and trending scores follow. Until the transaction ends the account casts no other vote.
 */
export async function withdrawAll(ctx: Context, userId: string): Promise<void> {
  const cast = ctx.db
    .select({ paperId: votes.paperId })
    .from(votes)
    .where(eq(votes.userId, userId));
  // first the papers, in the order of all who hold several, then the account: as a vote does
  await ctx.db
    .select({ paperId: paperStats.paperId })
    .from(paperStats)
    .where(inArray(paperStats.paperId, cast))
    .orderBy(paperStats.paperId)
    .for("update");
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
  const gone = await ctx.db
    .delete(votes)
    .where(eq(votes.userId, userId))
    .returning({ paperId: votes.paperId });
  const paperIds = gone.map(({ paperId }) => paperId);
  if (paperIds.length === 0) return;
  await ctx.db
    .update(paperStats)
    .set({ votes: sql`${paperStats.votes} - 1` })
    .where(inArray(paperStats.paperId, paperIds));
  await rescore(ctx, paperIds);
}
