import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { listItems } from "@/db/schema/lists";
import { users } from "@/db/schema/users";
import { lockLists, requireList } from "../../access/require-list";
import { StaleWriteError } from "../../platform/conflict";
import type { UserContext } from "../../platform/context";
import { transaction } from "../../platform/transaction";
import { trashBegins } from "../../trash/days";
import {
  append,
  appendAll,
  at,
  type Change,
  changing,
  type ItemRow,
  itemOf,
  mustBeMine,
  mustHaveRoom,
  notOnList,
} from "./change";
import type { addInput, carryInput, itemInput, itemsInput, noteInput } from "./schema";

type Item = z.output<typeof itemInput>;

/**
 * Adds a paper to the end of a list. Safe to repeat; restoring a removed paper makes the actor the
 * one who added it.
 */
export const addPaper = (ctx: UserContext, input: z.output<typeof addInput>) =>
  changing(ctx, input.listId, "add", (within) => append(within, input));

/** Moves a paper from a list to its trash: the actor's own addition, or for an editor any. */
export const removePaper = (ctx: UserContext, input: Item) =>
  changing(ctx, input.listId, "add", async (within) => {
    const item = await itemOf(within, input.paperId);
    if (!item || item.deletedAt) return { removed: false };
    mustBeMine(within, item);
    const { tx, changed } = within;
    await tx.db
      .update(listItems)
      .set({ deletedAt: tx.now(), deletedBy: tx.actor.userId })
      .where(at(input));
    changed(input.paperId);
    return { removed: true };
  });

/** Restores a removed paper to its place, for anyone who could remove it. */
export const restorePaper = (ctx: UserContext, input: Item) =>
  changing(ctx, input.listId, "add", async (within) => {
    const item = await itemOf(within, input.paperId);
    if (!item || isGone(within.tx, item)) throw notOnList();
    mustBeMine(within, item);
    if (item.deletedAt) {
      await within.tx.db
        .update(listItems)
        .set({ deletedAt: null, deletedBy: null })
        .where(at(input));
      await mustHaveRoom(within.tx, input.listId);
      within.changed(input.paperId);
    }
    return { listId: input.listId };
  });

const isGone = (tx: UserContext, { deletedAt }: ItemRow) =>
  deletedAt !== null && deletedAt <= trashBegins(tx.now());

/**
 * Sets the note on why a paper is on a list. If somebody else has changed it since, throws
 * `CONFLICT` with the current note. Safe to repeat.
 */
export const setNote = (ctx: UserContext, input: z.output<typeof noteInput>) =>
  changing(ctx, input.listId, "add", async (within) => {
    const item = await itemOf(within, input.paperId);
    if (!item || item.deletedAt) throw notOnList();
    mustBeMine(within, item);
    const { tx, changed } = within;
    if (item.note === input.note) return { note: item.note };
    if (item.note !== input.was) throw await rewritten(tx, item);
    await tx.db
      .update(listItems)
      .set({ note: input.note, noteBy: input.note ? tx.actor.userId : null })
      .where(at(input));
    changed(input.paperId);
    return { note: input.note };
  });

async function rewritten(tx: UserContext, item: ItemRow) {
  const [by] = item.noteBy
    ? await tx.db.select({ name: users.name }).from(users).where(eq(users.id, item.noteBy))
    : [];
  const who = by?.name ?? "Someone";
  const what = item.note
    ? `${who} has written in the meantime: “${item.note}”.`
    : "The note was removed in the meantime.";
  return new StaleWriteError(
    `${what} What you typed is kept here: save again to replace it.`,
    { note: item.note },
    "note",
  );
}

/** The items of a list with these ids, in its order; with `inTrash`, those in its trash. */
const itemsOf = ({ tx, list }: Pick<Change, "tx" | "list">, ids: number[], inTrash = false) =>
  tx.db
    .select()
    .from(listItems)
    .where(
      and(
        eq(listItems.listId, list.id),
        inArray(listItems.paperId, ids),
        inTrash ? gt(listItems.deletedAt, trashBegins(tx.now())) : isNull(listItems.deletedAt),
      ),
    )
    .orderBy(asc(listItems.position));

/** Removes papers from a list or restores them: all of them, or none if one is refused. */
async function setRemoved(within: Change, ids: number[], removed: boolean) {
  const items = await itemsOf(within, ids, !removed);
  for (const item of items) mustBeMine(within, item);
  const paperIds = items.map((item) => item.paperId);
  if (paperIds.length === 0) return [];
  const { tx, list, changed } = within;
  await tx.db
    .update(listItems)
    .set(
      removed
        ? { deletedAt: tx.now(), deletedBy: tx.actor.userId }
        : { deletedAt: null, deletedBy: null },
    )
    .where(and(eq(listItems.listId, list.id), inArray(listItems.paperId, paperIds)));
  if (!removed) await mustHaveRoom(tx, list.id);
  for (const paperId of paperIds) changed(paperId);
  return paperIds;
}

/** Moves papers of a list to its trash and returns those that were on it, for undo. */
export const removePapers = (ctx: UserContext, input: z.output<typeof itemsInput>) =>
  changing(ctx, input.listId, "add", async (within) => ({
    removed: await setRemoved(within, input.paperIds, true),
  }));

/** Restores removed papers to their places, for anyone who could remove them. */
export const restorePapers = (ctx: UserContext, input: z.output<typeof itemsInput>) =>
  changing(ctx, input.listId, "add", async (within) => ({
    restored: await setRemoved(within, input.paperIds, false),
  }));

type Carried = z.output<typeof carryInput>;

const additions = (items: ItemRow[], withNotes: boolean) =>
  items.map(({ paperId, note, noteBy }) => ({ paperId, ...(withNotes && { note, noteBy }) }));

/** Copies papers from one list to the end of another, in order; the actor adds them. */
export async function copyPapers(ctx: UserContext, input: Carried) {
  const { list } = await requireList(ctx, input.from, "read");
  return changing(ctx, input.to, "add", async (within) => {
    const items = await itemsOf({ tx: within.tx, list }, input.paperIds);
    const found = additions(items, input.withNotes);
    return { added: await appendAll(within, found), removed: [] as number[] };
  });
}

/** Moves papers from one list to another: both steps, or neither. */
export const movePapers = (ctx: UserContext, input: Carried) =>
  transaction(ctx, async (tx) => {
    await lockLists(tx, { listIds: [input.from, input.to] });
    return changing(tx, input.from, "add", async (source) => {
      const items = await itemsOf(source, input.paperIds);
      const added = await changing(tx, input.to, "add", (target) =>
        appendAll(target, additions(items, input.withNotes)),
      );
      const removed = await setRemoved(source, input.paperIds, true);
      return { added, removed };
    });
  });
