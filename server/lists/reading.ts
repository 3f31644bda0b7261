import { and, asc, count, desc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { listItems, lists } from "@/db/schema/lists";
import { listAs } from "../access/service";
import type { UserContext } from "../context";
import { rowsOf } from "../papers/service";
import type { readInput } from "./schema";
import { live } from "./writing";

const PAGE = 100;

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
    .leftJoin(listItems, and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .where(and(eq(lists.ownerUserId, ctx.actor.userId), isNull(lists.deletedAt)))
    .groupBy(lists.id)
    .orderBy(desc(used), asc(lists.id));
}

/** A list with one page of its papers, in the reader's own order. */
export async function readList(ctx: UserContext, input: z.output<typeof readInput>) {
  const { list } = await listAs(ctx, input.listId, "read");
  const [items, [total]] = await Promise.all([
    ctx.db
      .select({ paperId: listItems.paperId, place: listItems.position })
      .from(listItems)
      .where(and(live(list.id), input.after ? gt(listItems.position, input.after) : undefined))
      .orderBy(asc(listItems.position))
      .limit(PAGE + 1),
    ctx.db.select({ papers: count() }).from(listItems).where(live(list.id)),
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
