import { and, asc, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { z } from "zod";
import { listItems } from "@/db/schema/lists";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { at, changing, type ItemRow, itemOf, keyAt, notOnList } from "./change";
import type { reorderInput } from "./schema";

/**
 * Order keys grow with repeated moves to the same place; from this length on, the list gets new
 * ones.
 */
const LONG_KEY = 80;

/** Moves a paper within a list's order. */
export const reorderPaper = (ctx: UserContext, input: z.output<typeof reorderInput>) =>
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

const { position } = listItems;
const shown = (among: SQL) => and(isNull(listItems.deletedAt), among);

/** The new key of a moved item, or null if it is already there. */
async function keyTo(tx: UserContext, item: ItemRow, to: z.output<typeof reorderInput>["to"]) {
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
        "The paper before its new place was removed in the meantime. Please move it again.",
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

/** Gives every item of a list a short key, in the same order, after all existing keys. */
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
