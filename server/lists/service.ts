import { and, asc, count, desc, eq, gt, isNull, lt, lte, type SQL } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
import type { z } from "zod";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import type { UserContext } from "../context";
import { AppError } from "../errors";
import { notHere, ownList } from "./reading";
import type { addInput, createInput, editInput, itemInput, listInput, moveInput } from "./schema";

const MOST_LISTS = 500;
const MOST_PAPERS = 10_000;

type Item = z.output<typeof itemInput>;

/** Runs a change of one list's order with that list to itself: keys then never collide. */
const inOrder = <T>(ctx: UserContext, listId: string, change: (tx: UserContext) => Promise<T>) =>
  ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    await ownList(tx, listId, true);
    return change(tx);
  });

/** Makes a list, with a first paper if one is named. The same id again changes nothing. */
export async function createList(ctx: UserContext, input: z.output<typeof createInput>) {
  const { id, name, description, paperId } = input;
  const now = ctx.now();
  await ctx.db.transaction(async (db) => {
    const [held] = await db
      .select({ lists: count() })
      .from(lists)
      .where(and(eq(lists.ownerUserId, ctx.actor.userId), isNull(lists.deletedAt)));
    if ((held?.lists ?? 0) >= MOST_LISTS) {
      throw new AppError(
        "CONFLICT",
        `You have ${MOST_LISTS} lists, which is the most there can be. Delete one that you no longer need.`,
      );
    }
    await db
      .insert(lists)
      .values({
        id,
        ownerUserId: ctx.actor.userId,
        name,
        description,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing();
    const tx = { ...ctx, db };
    await ownList(tx, id, true);
    if (paperId) await place(tx, { listId: id, paperId }, null);
  });
  return { id, name };
}

/** Renames and describes a list; `CONFLICT` when it changed since the reader saw it. */
export async function editList(ctx: UserContext, input: z.output<typeof editInput>) {
  return ctx.db.transaction(async (db) => {
    const list = await ownList({ ...ctx, db }, input.listId, true);
    if (list.updatedAt.toISOString() !== input.updatedAt) {
      throw new AppError(
        "CONFLICT",
        `This list was changed elsewhere meanwhile; its name is now “${list.name}”. What you typed is kept here: reload the page to see the change, or save again to replace it.`,
      );
    }
    const updatedAt = ctx.now();
    await db
      .update(lists)
      .set({ name: input.name, description: input.description, updatedAt })
      .where(and(eq(lists.id, list.id), eq(lists.ownerUserId, ctx.actor.userId)));
    return { updatedAt: updatedAt.toISOString() };
  });
}

/** Deletes a list; `restoreList` takes it back, papers and all. */
export async function removeList(ctx: UserContext, { listId }: z.output<typeof listInput>) {
  const list = await ownList(ctx, listId);
  await ctx.db
    .update(lists)
    .set({ deletedAt: ctx.now() })
    .where(and(eq(lists.id, list.id), eq(lists.ownerUserId, ctx.actor.userId)));
  return { id: list.id };
}

export async function restoreList(ctx: UserContext, { listId }: z.output<typeof listInput>) {
  const [list] = await ctx.db
    .update(lists)
    .set({ deletedAt: null })
    .where(and(eq(lists.id, listId), eq(lists.ownerUserId, ctx.actor.userId)))
    .returning({ id: lists.id });
  if (!list) throw notHere();
  return list;
}

/** Puts a paper on a list, at its end or back at the place it had. Twice is once. */
export async function addPaper(ctx: UserContext, input: z.output<typeof addInput>) {
  return inOrder(ctx, input.listId, (tx) => place(tx, input, input.place ?? null));
}

/** Takes a paper off a list; answers the place it had, for undo. */
export async function takeOffPaper(ctx: UserContext, input: Item) {
  return inOrder(ctx, input.listId, async (tx) => {
    const [removed] = await tx.db.delete(listItems).where(at(input)).returning();
    return { place: removed?.position ?? null };
  });
}

/** Moves a paper within a list's order. */
export async function movePaper(ctx: UserContext, input: z.output<typeof moveInput>) {
  return inOrder(ctx, input.listId, async (tx) => {
    const [item] = await tx.db.select().from(listItems).where(at(input));
    if (!item) throw new AppError("NOT_FOUND", "This paper is not on the list.", "paperId");
    const position = await keyTo(tx, item, input.to);
    if (position) await tx.db.update(listItems).set({ position }).where(at(input));
    return { moved: position !== null };
  });
}

const at = ({ listId, paperId }: Item) =>
  and(eq(listItems.listId, listId), eq(listItems.paperId, paperId));

/** Inserts a paper after everything that stands up to `after`, or last. The list must be locked. */
async function place(tx: UserContext, item: Item, after: string | null) {
  const [[paper], [held]] = await Promise.all([
    tx.db.select({ id: papers.id }).from(papers).where(eq(papers.id, item.paperId)),
    tx.db.select({ papers: count() }).from(listItems).where(eq(listItems.listId, item.listId)),
  ]);
  if (!paper) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");
  if ((held?.papers ?? 0) >= MOST_PAPERS) {
    throw new AppError("CONFLICT", "This list is full. Begin another one for this paper.");
  }
  const { position } = listItems;
  // a key that a reader sends is compared with, never stored
  const before = await keyAt(tx, item.listId, "last", after ? lte(position, after) : undefined);
  const next = after ? await keyAt(tx, item.listId, "first", gt(position, after)) : null;
  const added = await tx.db
    .insert(listItems)
    .values({
      listId: item.listId,
      paperId: item.paperId,
      position: generateKeyBetween(before, next),
      addedBy: tx.actor.userId,
      addedAt: tx.now(),
    })
    .onConflictDoNothing({ target: [listItems.listId, listItems.paperId] })
    .returning({ paperId: listItems.paperId });
  return { added: added.length > 0 };
}

/** The first or the last order key of a list, among those that meet the condition. */
async function keyAt(tx: UserContext, listId: string, end: "first" | "last", among?: SQL) {
  const [item] = await tx.db
    .select({ position: listItems.position })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), among))
    .orderBy(end === "first" ? asc(listItems.position) : desc(listItems.position))
    .limit(1);
  return item?.position ?? null;
}

/** The new key of an item that moves, or null when it already stands there. */
async function keyTo(
  tx: UserContext,
  { listId, position: own }: { listId: string; position: string },
  to: z.output<typeof moveInput>["to"],
) {
  const { position } = listItems;
  if (to === "top" || to === "up") {
    const next = await keyAt(tx, listId, to === "top" ? "first" : "last", lt(position, own));
    if (next === null) return null;
    return generateKeyBetween(await keyAt(tx, listId, "last", lt(position, next)), next);
  }
  const before = await keyAt(tx, listId, to === "bottom" ? "last" : "first", gt(position, own));
  if (before === null) return null;
  return generateKeyBetween(before, await keyAt(tx, listId, "first", gt(position, before)));
}
