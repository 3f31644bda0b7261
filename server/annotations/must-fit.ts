import { and, count, eq, isNull, sql } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { MAX_NOTES, MAX_NOTES_BYTES, MAX_REPLIES } from "../platform/limits";

/** Includes notes deleted today, which can still be restored. */
const MAX_WITH_DELETED = 4 * MAX_NOTES;

/** Throws if the reader now has too many notes on a paper. */
export async function mustFit(
  ctx: UserContext,
  paperId: number,
  remedy = "What you typed is kept here: delete a note, then send it again.",
): Promise<void> {
  const full = (why: string) => new AppError("CONFLICT", `${why} ${remedy}`);
  const notDeleted = sql`filter (where ${annotations.deletedAt} is null)`;
  const [kept] = await ctx.db
    .select({
      notes: sql<number>`(count(*) ${notDeleted})::int`,
      bytes: sql<number>`coalesce(sum(octet_length(${annotations.body})) ${notDeleted}, 0)::int`,
      withDeleted: count(),
    })
    .from(annotations)
    .where(and(eq(annotations.authorId, ctx.actor.userId), eq(annotations.paperId, paperId)));
  const { notes = 0, bytes = 0, withDeleted = 0 } = kept ?? {};
  if (notes > MAX_NOTES) {
    throw full(`You keep ${MAX_NOTES} notes on this paper, which is as many as it holds.`);
  }
  if (bytes > MAX_NOTES_BYTES) {
    throw full("Your notes on this paper hold as much text as there is room for.");
  }
  if (withDeleted > MAX_WITH_DELETED) {
    throw new AppError(
      "CONFLICT",
      "You have deleted too many notes on this paper today. Try again tomorrow.",
    );
  }
}

/** Throws if a note now has too many replies. */
export async function mustTakeReply(
  ctx: UserContext,
  parentId: string,
  remedy = "What you typed is kept here: write a note of your own instead.",
): Promise<void> {
  const [held] = await ctx.db
    .select({ replies: count() })
    .from(annotations)
    .where(and(eq(annotations.parentId, parentId), isNull(annotations.deletedAt)));
  if ((held?.replies ?? 0) <= MAX_REPLIES) return;
  throw new AppError(
    "CONFLICT",
    `This note has ${MAX_REPLIES} replies, which is the most it can have. ${remedy}`,
  );
}
