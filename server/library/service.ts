import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { papers } from "@/db/schema/papers";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { heldBy } from "./reading";
import type { removeInput, setInput } from "./schema";

/** Puts a paper into the reader's library, or changes its status there; when it was saved stays. */
export async function setStatus(ctx: UserContext, input: z.output<typeof setInput>) {
  const now = ctx.now();
  const given = input.savedAt ? new Date(input.savedAt) : now;
  const savedAt = given < now ? given : now;
  const [row] = await ctx.db
    .insert(userPapers)
    .select(
      ctx.db
        .select({
          userId: sql<string>`${ctx.actor.userId}::uuid`.as("user_id"),
          paperId: papers.id,
          status: sql<typeof input.status>`${input.status}`.as("status"),
          favourite: sql<boolean>`false`.as("favourite"),
          tags: sql<string[]>`'{}'::text[]`.as("tags"),
          savedAt: sql<Date>`${savedAt.toISOString()}::timestamptz`.as("saved_at"),
          updatedAt: sql<Date>`${now.toISOString()}::timestamptz`.as("updated_at"),
          deletedAt: sql<null>`null::timestamptz`.as("deleted_at"),
        })
        .from(papers)
        .where(eq(papers.id, input.paperId)),
    )
    .onConflictDoUpdate({
      target: [userPapers.userId, userPapers.paperId],
      set: {
        status: input.status,
        updatedAt: now,
        // saved again, or restored by undo
        savedAt: sql`case when ${userPapers.deletedAt} is null then ${userPapers.savedAt} else excluded.saved_at end`,
        deletedAt: null,
      },
    })
    .returning({ status: userPapers.status });
  if (!row) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");
  return row;
}

/** Puts a paper from the library into its trash; answers what was there, for undo. Votes and notes stay. */
export async function removePaper(ctx: UserContext, input: z.output<typeof removeInput>) {
  const [removed] = await ctx.db
    .update(userPapers)
    .set({ deletedAt: ctx.now() })
    .where(and(heldBy(ctx.actor.userId), eq(userPapers.paperId, input.paperId)))
    .returning({ status: userPapers.status, savedAt: userPapers.savedAt });
  return { removed: removed ?? null };
}
