import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { statement } from "@/db/statement";
import { trendingScore } from "../editions/ranking";
import { addressesOf, invalidate } from "../page-cache/invalidate";
import type { Context, UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { rescore } from "./paper-stats/mutations";
import type { voteInput } from "./schema";

/** The row lock serializes votes on a paper. */
const lockPaper = statement(["paperId"], (db, { paperId }) =>
  db
    .select({
      slug: papers.slug,
      votes: paperStats.votes,
      sourceUpvotes: paperStats.sourceUpvotes,
      feedDate: submissions.feedDate,
    })
    .from(paperStats)
    .innerJoin(papers, eq(papers.id, paperStats.paperId))
    .leftJoin(submissions, eq(submissions.paperId, paperStats.paperId))
    .where(eq(paperStats.paperId, paperId))
    .for("update", { of: paperStats })
    .prepare("vote_paper"),
);

const cast = statement(["userId", "paperId"], (db, own) =>
  db
    .insert(votes)
    .values(own)
    .onConflictDoNothing()
    .returning({ id: votes.paperId })
    .prepare("vote_cast"),
);

const withdraw = statement(["userId", "paperId"], (db, { userId, paperId }) =>
  db
    .delete(votes)
    .where(and(eq(votes.userId, userId), eq(votes.paperId, paperId)))
    .returning({ id: votes.paperId })
    .prepare("vote_withdraw"),
);

const setCount = statement(["paperId", "count", "trending"], (db, { paperId, count, trending }) =>
  db
    .update(paperStats)
    .set({ votes: sql`${count}`, trending: sql`${trending}` })
    .where(eq(paperStats.paperId, paperId))
    .prepare("vote_count"),
);

/**
 * Sets or withdraws the reader's vote on a paper. The counter changes only if a row changed, so
 * that it equals the number of distinct voters despite retries and races. Its statements are
 * prepared, as votes on the same paper wait for each other.
 */
export async function setVote(ctx: UserContext, input: z.output<typeof voteInput>) {
  return transaction(ctx, async (tx) => {
    const { paperId } = input;
    const [paper] = await lockPaper(tx.db, { paperId });
    if (!paper) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");

    const set = input.voted ? cast : withdraw;
    const changed = await set(tx.db, { userId: ctx.actor.userId, paperId });
    if (changed.length === 0) return { voted: input.voted, count: paper.votes };

    const count = paper.votes + (input.voted ? 1 : -1);
    const { feedDate } = paper;
    const trending = feedDate && trendingScore({ ...paper, votes: count, feedDate });
    await Promise.all([
      setCount(tx.db, { paperId, count, trending }),
      invalidate(tx, addressesOf(paper)),
    ]);
    return { voted: input.voted, count };
  });
}

/**
 * Withdraws all votes of an account before it is deleted, in the caller's transaction, and updates
 * counts and trending scores. The account cannot vote until the transaction ends.
 */
export async function withdrawAll(ctx: Context, userId: string): Promise<void> {
  const cast = ctx.db
    .select({ paperId: votes.paperId })
    .from(votes)
    .where(eq(votes.userId, userId));
  // papers first, in the global order, then the account: the same order as a vote
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
