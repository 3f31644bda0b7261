import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import type { Context } from "../platform/context";
import { transaction } from "../platform/transaction";
import { trashBegins } from "./days";

/** Rows deleted per transaction, so that nobody waits long for one of them. */
const BATCH = 2_000;

/**
 * Permanently deletes what is past the trash period: papers of libraries, items of lists, lists,
 * and dissolved teams. Notes for a deleted list or team are kept. Concurrent runs share the work.
 * Returns how much was deleted.
 */
export async function purgeTrash(ctx: Context) {
  const before = trashBegins(ctx.now());
  return {
    papers: await purgeRows(ctx, userPapers, lt(userPapers.deletedAt, before)),
    items: await purgeRows(ctx, listItems, lt(listItems.deletedAt, before)),
    lists: await purgeEach(ctx, (tx) => purgeList(tx, before)),
    teams: await purgeEach(ctx, (tx) => purgeTeam(tx, before)),
  };
}

async function purgeRows(
  ctx: Context,
  table: typeof userPapers | typeof listItems,
  isOld: SQL,
): Promise<number> {
  let gone = 0;
  for (let last = BATCH; last === BATCH; gone += last) {
    const deleted = await ctx.db.execute(sql`
      delete from ${table} where ctid = any(array(
        select ctid from ${table} where ${isOld} limit ${BATCH} for update skip locked))`);
    last = deleted.count;
  }
  return gone;
}

/** Purges one thing after another, each in its own transaction, until none is left. */
async function purgeEach(ctx: Context, purgeOne: (tx: Context) => Promise<boolean>) {
  let gone = 0;
  while (await transaction(ctx, (tx) => purgeOne(tx))) gone++;
  return gone;
}

async function purgeList(tx: Context, before: Date): Promise<boolean> {
  const [list] = await tx.db
    .select({ id: lists.id })
    .from(lists)
    .where(lt(lists.deletedAt, before))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!list) return false;
  await giveBack(tx, eq(annotations.audienceListId, list.id));
  await tx.db.delete(lists).where(eq(lists.id, list.id));
  return true;
}

async function purgeTeam(tx: Context, before: Date): Promise<boolean> {
  const [team] = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(lt(teams.dissolvedAt, before))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!team) return false;
  const owned = tx.db.select({ id: lists.id }).from(lists).where(eq(lists.ownerTeamId, team.id));
  await giveBack(
    tx,
    or(eq(annotations.audienceTeamId, team.id), inArray(annotations.audienceListId, owned)),
  );
  await tx.db.delete(teams).where(eq(teams.id, team.id));
  return true;
}

/**
 * Turns notes into private notes of their authors before their list or team is deleted. A reply to
 * another author's note becomes a note of its own; notes without an author are deleted.
 */
async function giveBack(tx: Context, among: SQL | undefined): Promise<void> {
  const parent = alias(annotations, "parent");
  const byAnother = tx.db
    .select({ one: sql`1` })
    .from(parent)
    .where(
      and(
        eq(parent.id, annotations.parentId),
        sql`${parent.authorId} is distinct from ${annotations.authorId}`,
      ),
    );
  await tx.db
    .update(annotations)
    .set({ parentId: null })
    .where(and(among, sql`exists ${byAnother}`));
  await tx.db.delete(annotations).where(and(among, isNull(annotations.authorId)));
  await tx.db
    .update(annotations)
    .set({
      audience: "me",
      audienceListId: null,
      audienceTeamId: null,
      hiddenAt: null,
      hiddenBy: null,
      hiddenReason: null,
    })
    .where(among);
}
