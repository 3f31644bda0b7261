import { eq, sql } from "drizzle-orm";
import { lists } from "@/db/schema/lists";
import type { Context } from "../context";
import type { Change } from "./hub";

/** Where every process hears what has changed, once the transaction that changed it commits. */
export const CHANNEL = "live";

async function tell(ctx: Context, change: Change): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`);
}

/**
 * Counts a change to a list, in its transaction, and tells whoever has it open. Returns the list's
 * new revision.
 */
export async function touchList(ctx: Context, listId: string): Promise<number> {
  const [row] = await ctx.db
    .update(lists)
    .set({ revision: sql`${lists.revision} + 1` })
    .where(eq(lists.id, listId))
    .returning({ revision: lists.revision });
  const revision = row?.revision ?? 0;
  await tell(ctx, { list: listId, revision });
  return revision;
}

/** Tells open pages that somebody's access has changed: each asks again what it may show. */
export const announceAccess = (
  ctx: Context,
  access: { userId?: string; teamId?: string; listId?: string },
): Promise<void> => tell(ctx, { access });
