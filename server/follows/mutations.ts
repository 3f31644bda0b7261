import { and, eq, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { followedTopics } from "@/db/schema/follows";
import { users } from "@/db/schema/users";
import type { UserContext } from "../platform/context";
import { transaction } from "../platform/transaction";
import type { topicsInput } from "./schema";

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
