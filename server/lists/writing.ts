import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  type SQL,
  sql,
} from "drizzle-orm";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { z } from "zod";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { type ListVerb, mustOnList } from "../access/policy";
import { listAs, type OpenList } from "../access/service";
import type { UserContext } from "../context";
import { AppError } from "../errors";
import { touchList } from "../live/service";
import type { addInput, itemInput, moveInput } from "./schema";

const MOST_PAPERS = 10_000;

/** Order keys grow where much is moved between the same two; from here on a list gets new ones. */
const LONG_KEY = 80;

type Item = z.output<typeof itemInput>;

export const at = ({ listId, paperId }: Item) =>
  and(eq(listItems.listId, listId), eq(listItems.paperId, paperId));

const notOnList = () => new AppError("NOT_FOUND", "This paper is not on the list.", "paperId");

/** A list within a change of what stands on it. */
export interface Change extends OpenList {
  tx: UserContext;
  /** Notes that an item is not what it was. */
  changed: (paperId: number) => void;
}

/**
 * Runs a change of what stands on a list, with that list to itself: order keys then never collide,
 * and everybody who has it open hears of the change.
 */
export const changing = <T>(
  ctx: UserContext,
  listId: string,
  verb: ListVerb,
  change: (within: Change) => Promise<T>,
): Promise<T> =>
  ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const open = await listAs(tx, listId, verb, { lock: true });
    const items = new Set<number>();
    const result = await change({ ...open, tx, changed: (paperId) => items.add(paperId) });
    if (items.size > 0) {
      const revision = await touchList(tx, listId);
      const these = and(eq(listItems.listId, listId), inArray(listItems.paperId, [...items]));
      await db.update(listItems).set({ revision }).where(these);
    }
    return result;
  });

/** Puts a paper on a list, at its end. Twice is once; whoever puts it there again has added it. */
export const addPaper = (ctx: UserContext, input: z.output<typeof addInput>) =>
  changing(ctx, input.listId, "add", (within) => append(within, input));

/** Adds a paper at the end of a list that is being changed. */
export async function append(
  { tx, list, changed }: Change,
  { paperId, note = "" }: { paperId: number; note?: string },
) {
  const [[paper], [held]] = await Promise.all([
    tx.db.select({ id: papers.id }).from(papers).where(eq(papers.id, paperId)),
    tx.db.select({ papers: count() }).from(listItems).where(live(list.id)),
  ]);
  if (!paper) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");
  if ((held?.papers ?? 0) >= MOST_PAPERS) {
    throw new AppError("CONFLICT", "This list is full. Begin another one for this paper.");
  }
  const me = tx.actor.userId;
  const fresh = {
    position: generateKeyBetween(await keyAt(tx, list.id, "last"), null),
    addedBy: me,
    addedAt: tx.now(),
    note,
    noteBy: note ? me : null,
    deletedAt: null,
    deletedBy: null,
  };
  const added = await tx.db
    .insert(listItems)
    .values({ listId: list.id, paperId, ...fresh })
    .onConflictDoUpdate({
      target: [listItems.listId, listItems.paperId],
      set: fresh,
      setWhere: isNotNull(listItems.deletedAt),
    })
    .returning({ paperId: listItems.paperId });
  if (added.length > 0) changed(paperId);
  return { added: added.length > 0 };
}

/** Takes a paper off a list, into its trash: one's own addition, or as an editor any. */
export const takeOffPaper = (ctx: UserContext, input: Item) =>
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

/** Puts a removed paper back where it stood: whoever could remove it can. */
export const putBackPaper = (ctx: UserContext, input: Item) =>
  changing(ctx, input.listId, "add", async (within) => {
    const item = await itemOf(within, input.paperId);
    if (!item) throw notOnList();
    mustBeMine(within, item);
    if (item.deletedAt) {
      await within.tx.db
        .update(listItems)
        .set({ deletedAt: null, deletedBy: null })
        .where(at(input));
      within.changed(input.paperId);
    }
    return { listId: input.listId };
  });

/** Moves a paper within a list's order. */
export const movePaper = (ctx: UserContext, input: z.output<typeof moveInput>) =>
  changing(ctx, input.listId, "arrange", async (within) => {
    const item = await itemOf(within, input.paperId);
    if (!item || item.deletedAt) throw notOnList();
    const position = await keyTo(within.tx, item, input.to);
    if (position === null) return { moved: false };
    await within.tx.db.update(listItems).set({ position }).where(at(input));
    if (position.length > LONG_KEY) await renewKeys(within.tx, input.listId);
    within.changed(input.paperId);
    return { moved: true };
  });

export type ItemRow = typeof listItems.$inferSelect;

/** An item, also one in the trash. */
export async function itemOf({ tx, list }: Change, paperId: number): Promise<ItemRow | null> {
  const [item] = await tx.db
    .select()
    .from(listItems)
    .where(at({ listId: list.id, paperId }));
  return item ?? null;
}

/** Who only adds may change what they added; everything else is for who arranges. */
export function mustBeMine({ tx, role }: Change, item: ItemRow): void {
  if (item.addedBy !== tx.actor.userId) mustOnList(role, "arrange");
}

/** What stands on a list, without what is in its trash. */
export const live = (listId: string) =>
  and(eq(listItems.listId, listId), isNull(listItems.deletedAt));

/**
 * The first or the last order key of a list, among those that meet the condition. What is in the
 * trash keeps its key, so it counts unless `among` says otherwise.
 */
async function keyAt(tx: UserContext, listId: string, end: "first" | "last", among?: SQL) {
  const [item] = await tx.db
    .select({ position: listItems.position })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), among))
    .orderBy(end === "first" ? asc(listItems.position) : desc(listItems.position))
    .limit(1);
  return item?.position ?? null;
}

const { position } = listItems;
const shown = (among: SQL) => and(isNull(listItems.deletedAt), among);

/** The new key of an item that moves, or null when it already stands there. */
async function keyTo(tx: UserContext, item: ItemRow, to: z.output<typeof moveInput>["to"]) {
  const { listId, position: own } = item;
  const key = (end: "first" | "last", among?: SQL) => keyAt(tx, listId, end, among);
  const before = async (next: string) =>
    generateKeyBetween(await key("last", lt(position, next)), next);
  const after = async (previous: string) =>
    generateKeyBetween(previous, await key("first", gt(position, previous)));
  if (typeof to === "object") {
    if (to.after === item.paperId) return null;
    if (to.after === null) return keyTo(tx, item, "top");
    const [anchor] = await tx.db
      .select({ position })
      .from(listItems)
      .where(shown(and(at({ listId, paperId: to.after }) as SQL) as SQL));
    if (!anchor) {
      throw new AppError(
        "CONFLICT",
        "The paper that it was put after has been removed meanwhile. Please move it again.",
        "to",
      );
    }
    const following = await key("first", shown(gt(position, anchor.position)));
    return following === own ? null : after(anchor.position);
  }
  if (to === "top" || to === "up") {
    const next = await key(to === "top" ? "first" : "last", shown(lt(position, own)));
    return next === null ? null : before(next);
  }
  const previous = await key(to === "bottom" ? "last" : "first", shown(gt(position, own)));
  return previous === null ? null : after(previous);
}

/** Gives every item of a list a short key, in the same order, all behind the keys there are. */
async function renewKeys(tx: UserContext, listId: string): Promise<void> {
  const items = await tx.db
    .select({ paperId: listItems.paperId, position })
    .from(listItems)
    .where(eq(listItems.listId, listId))
    .orderBy(asc(position));
  const keys = generateNKeysBetween(items.at(-1)?.position ?? null, null, items.length);
  const ids = items.map((item) => item.paperId);
  await tx.db.execute(sql`
    update ${listItems} set position = fresh.position
    from unnest(${sql.param(ids)}::int[], ${sql.param(keys)}::text[]) as fresh(paper_id, position)
    where ${listItems.listId} = ${listId} and ${listItems.paperId} = fresh.paper_id`);
}
