import { eq, inArray, sql } from "drizzle-orm";
import { standings } from "@/db/schema/editions";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import type { Context } from "../platform/context";
import { rescore } from "./standings/service";

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
    .select({ paperId: standings.paperId })
    .from(standings)
    .where(inArray(standings.paperId, cast))
    .orderBy(standings.paperId)
    .for("update");
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
  const gone = await ctx.db
    .delete(votes)
    .where(eq(votes.userId, userId))
    .returning({ paperId: votes.paperId });
  const paperIds = gone.map(({ paperId }) => paperId);
  if (paperIds.length === 0) return;
  await ctx.db
    .update(standings)
    .set({ votes: sql`${standings.votes} - 1` })
    .where(inArray(standings.paperId, paperIds));
  await rescore(ctx, paperIds);
}
