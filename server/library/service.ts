import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { papers } from "@/db/schema/papers";
import type { UserContext } from "../context";
import { encodeCursor } from "../cursor";
import { AppError } from "../errors";
import { rowsOf } from "../papers/service";
import type { removeInput, setInput, shelfInput } from "./schema";

const PAGE = 40;

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
        // saved anew, or put back by undo
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
    .where(
      and(
        eq(userPapers.userId, ctx.actor.userId),
        eq(userPapers.paperId, input.paperId),
        isNull(userPapers.deletedAt),
      ),
    )
    .returning({ status: userPapers.status, savedAt: userPapers.savedAt });
  return { removed: removed ?? null };
}

/** One page of a shelf, or of the whole library, last saved first; with how much stands on each. */
export async function shelf(ctx: UserContext, input: z.output<typeof shelfInput>) {
  const mine = and(eq(userPapers.userId, ctx.actor.userId), isNull(userPapers.deletedAt));
  const [savedMs, paperId] = input.after ?? [];
  const [found, counted] = await Promise.all([
    ctx.db
      .select({ paperId: userPapers.paperId, savedAt: userPapers.savedAt })
      .from(userPapers)
      .where(
        and(
          mine,
          input.status && eq(userPapers.status, input.status),
          savedMs === undefined
            ? undefined
            : sql`(${userPapers.savedAt}, ${userPapers.paperId}) < (${new Date(savedMs).toISOString()}::timestamptz, ${paperId}::int)`,
        ),
      )
      .orderBy(desc(userPapers.savedAt), desc(userPapers.paperId))
      .limit(PAGE + 1),
    ctx.db
      .select({ status: userPapers.status, papers: count() })
      .from(userPapers)
      .where(mine)
      .groupBy(userPapers.status),
  ]);
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  const counts = { to_read: 0, reading: 0, read: 0 };
  for (const row of counted) counts[row.status] = row.papers;
  return {
    papers: await rowsOf(
      ctx,
      shown.map((row) => row.paperId),
    ),
    counts,
    more: last && found.length > PAGE ? encodeCursor([last.savedAt.getTime(), last.paperId]) : null,
  };
}
