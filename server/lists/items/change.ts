import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { generateNKeysBetween } from "fractional-indexing";
import type { z } from "zod";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { type ListVerb, mustOnList } from "../../access/policy";
import { type OpenList, requireList } from "../../access/require-list";
import { touchList } from "../../live/notify";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { MAX_LIST_PAPERS } from "../../platform/limits";
import { transaction } from "../../platform/transaction";
import type { itemInput } from "./schema";

const MAX_ROWS = 2_000;

type Item = z.output<typeof itemInput>;

export const at = ({ listId, paperId }: Item) =>
  and(eq(listItems.listId, listId), eq(listItems.paperId, paperId));

export const notOnList = () =>
  new AppError("NOT_FOUND", "This paper is not on the list.", "paperId");

/** A list during a change of its items. */
export interface Change extends OpenList {
  tx: UserContext;
  /** Marks an item as changed. */
  changed: (paperId: number) => void;
}

/**
 * Runs a change of a list's items with the list locked, so that order keys never collide. Notifies
 * everyone who has the list open.
 */
export const changing = <T>(
  ctx: UserContext,
  listId: string,
  verb: ListVerb,
  change: (within: Change) => Promise<T>,
): Promise<T> =>
  transaction(ctx, async (tx) => {
    const open = await requireList(tx, listId, verb, { lock: true });
    const items = new Set<number>();
    const result = await change({ ...open, tx, changed: (paperId) => items.add(paperId) });
    if (items.size > 0) {
      const revision = await touchList(tx, listId);
      const these = and(eq(listItems.listId, listId), inArray(listItems.paperId, [...items]));
      await tx.db.update(listItems).set({ revision }).where(these);
    }
    return result;
  });

/** Adds a paper at the end of a locked list. */
export async function append(within: Change, item: { paperId: number; note?: string }) {
  const { db } = within.tx;
  const [paper] = await db
    .select({ id: papers.id })
    .from(papers)
    .where(eq(papers.id, item.paperId));
  if (!paper) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");
  const added = await appendAll(within, [item]);
  return { added: added.length > 0 };
}

/** A paper to add, with its history if it has any; otherwise the actor adds it now. */
interface Addition {
  paperId: number;
  note?: string;
  noteBy?: string | null;
  addedBy?: string | null;
  addedAt?: Date;
}

/** Adds papers at the end of a locked list and returns those that were not on it yet. */
export async function appendAll({ tx, list, changed }: Change, additions: Addition[]) {
  if (additions.length === 0) return [];
  const me = tx.actor.userId;
  const keys = generateNKeysBetween(await keyAt(tx, list.id, "last"), null, additions.length);
  const fresh = additions.map((addition, index) => ({
    listId: list.id,
    position: keys[index] ?? "",
    addedBy: me,
    addedAt: tx.now(),
    noteBy: addition.note ? me : null,
    deletedAt: null,
    deletedBy: null,
    ...addition,
  }));
  const given = (column: string) => sql.raw(`excluded.${column}`);
  const added: number[] = [];
  // a statement takes at most 65,535 values
  for (let from = 0; from < fresh.length; from += MAX_ROWS) {
    const rows = await tx.db
      .insert(listItems)
      .values(fresh.slice(from, from + MAX_ROWS))
      .onConflictDoUpdate({
        target: [listItems.listId, listItems.paperId],
        set: {
          position: given("position"),
          addedBy: given("added_by"),
          addedAt: given("added_at"),
          // a restored paper without a new note keeps its old one
          note: sql`case when excluded.note = '' then ${listItems.note} else excluded.note end`,
          noteBy: sql`case when excluded.note = '' then ${listItems.noteBy} else excluded.note_by end`,
          deletedAt: null,
          deletedBy: null,
        },
        setWhere: isNotNull(listItems.deletedAt),
      })
      .returning({ paperId: listItems.paperId });
    for (const { paperId } of rows) {
      changed(paperId);
      added.push(paperId);
    }
  }
  // only now is it known which of them were new
  if (added.length > 0) await mustHaveRoom(tx, list.id);
  return added;
}

/** Throws if the list now has too many papers. */
export async function mustHaveRoom(tx: UserContext, listId: string): Promise<void> {
  const [held] = await tx.db.select({ papers: count() }).from(listItems).where(live(listId));
  if ((held?.papers ?? 0) > MAX_LIST_PAPERS) {
    throw new AppError("CONFLICT", "This list is full. Start another one for this paper.");
  }
}

export type ItemRow = typeof listItems.$inferSelect;

/** An item, even in the trash. */
export async function itemOf({ tx, list }: Change, paperId: number): Promise<ItemRow | null> {
  const [item] = await tx.db
    .select()
    .from(listItems)
    .where(at({ listId: list.id, paperId }));
  return item ?? null;
}

/** Contributors may change only what they added; everything else takes the right to arrange. */
export function mustBeMine({ tx, role }: Change, item: ItemRow): void {
  if (item.addedBy !== tx.actor.userId) mustOnList(role, "arrange");
}

/** The items on a list, without its trash. */
export const live = (listId: string | Placeholder) =>
  and(eq(listItems.listId, listId), isNull(listItems.deletedAt));

/**
 * The first or last order key of a list. Items in the trash keep their keys, so they count unless
 * `among` excludes them.
 */
export async function keyAt(tx: UserContext, listId: string, end: "first" | "last", among?: SQL) {
  const [item] = await tx.db
    .select({ position: listItems.position })
    .from(listItems)
    .where(and(eq(listItems.listId, listId), among))
    .orderBy(end === "first" ? asc(listItems.position) : desc(listItems.position))
    .limit(1);
  return item?.position ?? null;
}
