import { eq, inArray, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { statement } from "@/db/statement";
import { trendingScore } from "../editions/ranking";
import { addressesOf, notifications, told } from "../page-cache/invalidate";
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

interface Ballot {
  userId: Placeholder;
  paperId: Placeholder;
}

/**
 * Casts or withdraws a vote, and if that changes anything, sets the paper's count and score and tells
 * every process: in one round trip, as votes on the same paper wait for each other. Returns a row for
 * each text told, none if nothing has changed.
 */
const change = (name: string, changing: (own: Ballot) => SQL) =>
  statement(
    ["userId", "paperId", "count", "trending", "texts"],
    (db, { count, trending, texts, ...own }) => {
      const changed = db.$with("changed", {}).as(changing(own));
      const counted = db.$with("counted", {}).as(sql`
        update ${paperStats} set votes = ${count}, trending = ${trending}
        where ${eq(paperStats.paperId, own.paperId)} and exists (select from changed)`);
      return db
        .with(changed, counted)
        .select({ told: told(sql`text`) })
        .from(sql`changed, unnest(${texts}::text[]) as text`)
        .prepare(name);
    },
  );

const cast = change(
  "vote_cast",
  ({ userId, paperId }) => sql`
    insert into ${votes} (user_id, paper_id) values (${userId}, ${paperId})
    on conflict do nothing returning paper_id`,
);

const withdraw = change(
  "vote_withdraw",
  ({ userId, paperId }) => sql`
    delete from ${votes} where ${eq(votes.userId, userId)} and ${eq(votes.paperId, paperId)}
    returning paper_id`,
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

    const count = paper.votes + (input.voted ? 1 : -1);
    const { feedDate } = paper;
    const trending = feedDate && trendingScore({ ...paper, votes: count, feedDate });
    const set = input.voted ? cast : withdraw;
    const texts = notifications(addressesOf(paper));
    const { userId } = ctx.actor;
    const done = await set(tx.db, { userId, paperId, count, trending, texts });
    return { voted: input.voted, count: done.length > 0 ? count : paper.votes };
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
