import { and, asc, count, eq, exists, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { listItems, lists } from "@/db/schema/lists";
import { readersOf } from "../../access/readers";
import { lockLists, requireList } from "../../access/require-list";
import { requireTeam } from "../../access/require-team";
import { shownToAll } from "../../annotations/audiences/visible";
import { notifyAccess, touchList } from "../../live/notify";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { MAX_ITEM_NOTE } from "../../platform/limits";
import { transaction } from "../../platform/transaction";
import { appendAll, type Change, changing, type ItemRow, live } from "../items/change";
import { createList, mustHoldOneMore, removeList } from "../mutations";
import type { duplicateInput, mergeInput, transferInput } from "./schema";

/**
 * Copies a list that the actor may read to a new one: a reading list of their own, or with `teamId`
 * a collection. Keeps the order; the actor counts as the one who added the papers.
 */
export const duplicateList = (ctx: UserContext, input: z.output<typeof duplicateInput>) =>
  transaction(ctx, async (tx) => {
    const { from, withNotes, ...fresh } = input;
    const source = await requireList(tx, from, "read");
    const made = await createList(tx, fresh);
    await changing(tx, made.id, "add", async (target) => {
      // a retry returns the existing copy
      const [begun] = await tx.db.select({ papers: count() }).from(listItems).where(live(made.id));
      if (begun?.papers) return;
      const items = await itemsIn(tx, source.list.id);
      await appendAll(
        target,
        items.map(({ paperId, note, noteBy }) => ({ paperId, ...(withNotes && { note, noteBy }) })),
      );
    });
    return made;
  });

const itemsIn = (tx: UserContext, listId: string) =>
  tx.db.select().from(listItems).where(live(listId)).orderBy(asc(listItems.position));

/**
 * Merges one collection into another: each paper once, in order after the papers already there,
 * with who added it, when, and why. The first one goes to the trash unchanged. Its discussion comes
 * along only if everyone who reads the target could read it before.
 */
export const mergeCollections = (ctx: UserContext, { from, into }: z.output<typeof mergeInput>) =>
  transaction(ctx, async (tx) => {
    await lockLists(tx, { listIds: [from, into] });
    const source = await requireList(tx, from, "manage", { lock: true });
    return changing(tx, into, "manage", async (target) => {
      if ((source.team === null) !== (target.team === null)) {
        throw new AppError(
          "BAD_REQUEST",
          "A reading list and a collection cannot be merged. Copy the papers instead.",
          "into",
        );
      }
      const [theirs, ours] = [await itemsIn(tx, from), await itemsIn(tx, into)];
      const present = new Map(ours.map((item) => [item.paperId, item]));
      const fresh = theirs.filter((item) => !present.has(item.paperId));
      await appendAll(
        target,
        fresh.map(({ paperId, addedBy, addedAt, note, noteBy }) => ({
          paperId,
          addedBy,
          addedAt,
          note,
          noteBy,
        })),
      );
      for (const item of theirs) await joinNotes(target, present.get(item.paperId), item);
      const follows = await bringDiscussion(tx, from, into);
      await removeList(tx, { listId: from });
      return { added: fresh.length, discussionFollowed: follows };
    });
  });

/** If a paper is on both, keeps both notes if there is room. */
async function joinNotes({ tx, changed }: Change, ours: ItemRow | undefined, theirs: ItemRow) {
  if (!ours || !theirs.note || ours.note.includes(theirs.note)) return;
  const note = ours.note ? `${ours.note}\n\n${theirs.note}` : theirs.note;
  if ([...note].length > MAX_ITEM_NOTE) return;
  await tx.db
    .update(listItems)
    .set({ note, noteBy: ours.note ? ours.noteBy : theirs.noteBy })
    .where(and(eq(listItems.listId, ours.listId), eq(listItems.paperId, ours.paperId)));
  changed(ours.paperId);
}

/**
 * Moves the notes written for one collection to another, unless that would show them to new
 * readers. Hidden notes stay, as do hidden replies: the other collection's managers may never have
 * seen them.
 */
async function bringDiscussion(tx: UserContext, from: string, into: string): Promise<boolean> {
  const [found] = await tx.db
    .select({
      someone: sql<boolean>`exists (${readersOf(into)} except ${readersOf(from)})`,
    })
    .from(sql`(select 1) as once`);
  if (found?.someone) return false;
  const shown = alias(annotations, "shown");
  const follows = tx.db
    .select({ one: sql`1` })
    .from(shown)
    .where(and(eq(shown.id, annotations.parentId), isNull(shown.hiddenAt)));
  await tx.db
    .update(annotations)
    .set({ parentId: null })
    .where(
      and(eq(annotations.audienceListId, from), isNotNull(annotations.hiddenAt), exists(follows)),
    );
  await tx.db
    .update(annotations)
    .set({ audienceListId: into })
    .where(and(eq(annotations.audienceListId, from), shownToAll));
  return true;
}

/**
 * Transfers a collection to another team. One team loses it and another gains it, so the actor must
 * be an owner or admin of both. People named on it keep their roles.
 */
export const transfer = (ctx: UserContext, { listId, teamId }: z.output<typeof transferInput>) =>
  transaction(ctx, async (tx) => {
    await lockLists(tx, { listIds: [listId], teamIds: [teamId] });
    const { list, team } = await requireList(tx, listId, "manage", { lock: true });
    if (!team) {
      throw new AppError(
        "BAD_REQUEST",
        "A reading list belongs to its owner alone. Duplicate it into the team instead.",
        "listId",
      );
    }
    for (const id of [team.id, teamId])
      await requireTeam(tx, { teamId: id }, "manage", { hold: true });
    if (team.id === teamId) return { id: list.id };
    await mustHoldOneMore(tx, { ownerTeamId: teamId });
    await tx.db.update(lists).set({ ownerTeamId: teamId }).where(eq(lists.id, list.id));
    await touchList(tx, list.id);
    await notifyAccess(tx, { listId: list.id });
    return { id: list.id };
  });
