import { and, asc, count, desc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { listItems, lists } from "@/db/schema/lists";
import type { UserContext } from "../context";
import { AppError } from "../errors";
import { rowsOf } from "../papers/service";
import type { readInput } from "./schema";

const PAGE = 100;

export const notHere = () => new AppError("NOT_FOUND", "This list is not here.", "listId");

/** The actor's own list, or `NOT_FOUND`; inside a transaction `lock` puts its changes in line. */
export async function ownList(ctx: UserContext, listId: string, lock = false) {
  const query = ctx.db
    .select()
    .from(lists)
    .where(
      and(eq(lists.id, listId), eq(lists.ownerUserId, ctx.actor.userId), isNull(lists.deletedAt)),
    );
  const [list] = lock ? await query.for("update") : await query;
  if (!list) throw notHere();
  return list;
}

/** The reader's lists, the last used first, with how many papers stand on each. */
export async function allLists(ctx: UserContext) {
  const used = sql`greatest(${lists.updatedAt}, ${max(listItems.addedAt)})`;
  return ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      description: lists.description,
      papers: count(listItems.paperId),
    })
    .from(lists)
    .leftJoin(listItems, eq(listItems.listId, lists.id))
    .where(and(eq(lists.ownerUserId, ctx.actor.userId), isNull(lists.deletedAt)))
    .groupBy(lists.id)
    .orderBy(desc(used), asc(lists.id));
}

/** A list with one page of its papers, in the reader's own order. */
export async function readList(ctx: UserContext, input: z.output<typeof readInput>) {
  const [list, items, [total]] = await Promise.all([
    ownList(ctx, input.listId),
    ctx.db
      .select({ paperId: listItems.paperId, place: listItems.position })
      .from(listItems)
      .where(
        and(
          eq(listItems.listId, input.listId),
          input.after ? gt(listItems.position, input.after) : undefined,
        ),
      )
      .orderBy(asc(listItems.position))
      .limit(PAGE + 1),
    ctx.db.select({ papers: count() }).from(listItems).where(eq(listItems.listId, input.listId)),
  ]);
  const shown = items.slice(0, PAGE);
  const { id, name, description, updatedAt } = list;
  return {
    list: { id, name, description, updatedAt: updatedAt.toISOString(), papers: total?.papers ?? 0 },
    papers: await rowsOf(
      ctx,
      shown.map((item) => item.paperId),
    ),
    more: items.length > PAGE ? (shown.at(-1)?.place ?? null) : null,
  };
}
