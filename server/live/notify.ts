import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { listItems, lists } from "@/db/schema/lists";
import type { Context } from "../platform/context";
import type { Change } from "./hub";

/** Where every process hears what has changed, once the transaction that changed it commits. */
export const CHANNEL = "live";

async function tell(ctx: Pick<Context, "db">, change: Change): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`);
}

/**
 * Counts a change to a list, in its transaction, and tells those who have it open. Returns the list's
 * new revision.
 */
export async function touchList(ctx: Context, listId: string): Promise<number> {
  const [row] = await ctx.db
    .update(lists)
    .set({ revision: sql`${lists.revision} + 1` })
    .where(eq(lists.id, listId))
    .returning({ revision: lists.revision });
  await tell(ctx, { list: listId });
  return row?.revision ?? 0;
}

/**
 * Counts what a team has written about a paper on its collections on which the paper is, and tells
 * members of the team who have one open.
 */
export async function touchForTeam(ctx: Context, teamId: string, paperId: number): Promise<void> {
  const listIds = await collectionsWith(ctx, teamId, paperId);
  if (listIds.length === 0) return;
  await ctx.db
    .update(lists)
    .set({ teamRevision: sql`${lists.teamRevision} + 1` })
    .where(inArray(lists.id, listIds));
  for (const list of listIds) await tell(ctx, { list });
}

/** The collections of a team on which a paper is: its row there tells of the team's notes too. */
export async function collectionsWith(ctx: Context, teamId: string, paperId: number) {
  const onThem = ctx.db
    .select({ listId: listItems.listId })
    .from(listItems)
    .where(and(eq(listItems.paperId, paperId), isNull(listItems.deletedAt)));
  const found = await ctx.db
    .select({ id: lists.id })
    .from(lists)
    .where(and(eq(lists.ownerTeamId, teamId), isNull(lists.deletedAt), inArray(lists.id, onThem)));
  return found.map(({ id }) => id);
}

/** Tells open pages that somebody's access has changed: each asks again what it may show. */
export const notifyAccess = (
  ctx: Pick<Context, "db">,
  access: { userId?: string; teamId?: string; listId?: string },
): Promise<void> => tell(ctx, { access });
