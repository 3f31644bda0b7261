import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { listItems, lists } from "@/db/schema/lists";
import type { Context } from "../platform/context";
import type { Change } from "./hub";

/** The channel on which every process learns of changes, once their transaction commits. */
export const CHANNEL = "live";

async function tell(ctx: Pick<Context, "db">, change: Change): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`);
}

/**
 * Increments a list's revision, in the caller's transaction, and notifies open pages. Returns the
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
 * Increments the team revision of the team's collections that contain the paper, and notifies the
 * members who have one open.
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

/** The team's collections that contain a paper: its row there counts the team's notes too. */
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

/** Notifies open pages that a user's access has changed: each checks again what it may show. */
export const notifyAccess = (
  ctx: Pick<Context, "db">,
  access: { userId?: string; teamId?: string; listId?: string },
): Promise<void> => tell(ctx, { access });
