import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { standings, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { trendingScore } from "../editions/ranking";
import { addressesOf, invalidate } from "../page-cache/invalidate";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import type { voteInput, votersInput } from "./schema";

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
        votes: standings.votes,
        sourceUpvotes: standings.sourceUpvotes,
        feedDate: submissions.feedDate,
      })
      .from(standings)
      .innerJoin(papers, eq(papers.id, standings.paperId))
      .leftJoin(submissions, eq(submissions.paperId, standings.paperId))
      .where(eq(standings.paperId, input.paperId))
      .for("update", { of: standings })
      .prepare("vote_paper")
      .execute();
    if (!paper) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");

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
    const standing = feedDate && { ...paper, votes: count, feedDate };
    const move = tx.db
      .update(standings)
      .set({
        votes: count,
        trending: standing ? trendingScore(standing, env().TRENDING_TAU_DAYS) : null,
      })
      .where(eq(standings.paperId, input.paperId))
      .prepare("vote_count");
    await Promise.all([move.execute(), invalidate(tx, addressesOf(paper))]);
    return { voted: input.voted, count };
  });
}

const MAX_NAMED = 200;

/**
 * The names of those who upvoted a paper, the first first, 200 at most. Who shows their votes to their
 * teams only is counted and not named: teammates see them beside the print (`viewer.mine`).
 */
export async function voters(ctx: Context, input: z.output<typeof votersInput>) {
  const rows = await ctx.db
    .select({ name: users.name })
    .from(votes)
    .innerJoin(users, eq(users.id, votes.userId))
    .where(and(eq(votes.paperId, input.paperId), eq(users.hidesVotes, false)))
    .orderBy(asc(votes.createdAt), asc(votes.userId))
    .limit(MAX_NAMED);
  return rows.map((row) => row.name);
}
