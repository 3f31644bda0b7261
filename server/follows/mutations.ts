import { and, count, eq, ne, notInArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { followedCollections, followedTopics } from "@/db/schema/follows";
import { users } from "@/db/schema/users";
import { readableListIds } from "../access/readers";
import { requireList } from "../access/require-list";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { MAX_FOLLOWED } from "./queries";
import type { collectionInput, topicsInput } from "./schema";

/** Follows these topics, and no others. */
export async function setTopics(ctx: UserContext, { topics }: z.output<typeof topicsInput>) {
  const { userId } = ctx.actor;
  await transaction(ctx, async (tx) => {
    // two changes at once would leave a mixture of both
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    await tx.db
      .delete(followedTopics)
      .where(and(eq(followedTopics.userId, userId), notInArray(followedTopics.topic, topics)));
    if (topics.length === 0) return;
    const createdAt = tx.now();
    await tx.db
      .insert(followedTopics)
      .values(topics.map((topic) => ({ userId, topic, createdAt })))
      .onConflictDoNothing();
  });
}

/**
 * Follows a collection that the reader may read, or stops: then it need not be readable any longer.
 * Safe to repeat.
 */
export async function followCollection(
  ctx: UserContext,
  { listId, on }: z.output<typeof collectionInput>,
): Promise<void> {
  const { userId } = ctx.actor;
  const mine = eq(followedCollections.userId, userId);
  if (!on) {
    await ctx.db
      .delete(followedCollections)
      .where(and(mine, eq(followedCollections.listId, listId)));
    return;
  }
  await transaction(ctx, async (tx) => {
    // holds the number of collections still
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    const { team } = await requireList(tx, listId, "read");
    if (!team)
      throw new AppError("BAD_REQUEST", "Only collections of teams can be followed.", "listId");
    // those that the reader can no longer see do not count
    await tx.db
      .delete(followedCollections)
      .where(and(mine, sql`${followedCollections.listId} not in ${readableListIds(userId)}`));
    const [followed] = await tx.db
      .select({ others: count() })
      .from(followedCollections)
      .where(and(mine, ne(followedCollections.listId, listId)));
    if ((followed?.others ?? 0) >= MAX_FOLLOWED) {
      const sentence = `You follow ${MAX_FOLLOWED} collections, which is the most. Please unfollow one first.`;
      throw new AppError("BAD_REQUEST", sentence, "listId");
    }
    await tx.db
      .insert(followedCollections)
      .values({ userId, listId, createdAt: tx.now() })
      .onConflictDoNothing();
  });
}
