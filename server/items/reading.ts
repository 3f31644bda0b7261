import { and, desc, eq, gt, isNotNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { listItems } from "@/db/schema/lists";
import { users } from "@/db/schema/users";
import { mayOnList } from "../access/policy";
import { listAs } from "../access/service";
import type { UserContext } from "../context";
import { entriesOf } from "../papers/reading";
import { daysLeft, trashBegins } from "../trash/days";
import type { trashInput } from "./schema";

const MOST = 500;

/**
 * What was removed from a list and may be put back by the actor: by who arranges it everything, by
 * who only adds what they had added. The last removed first.
 */
export async function trashOf(ctx: UserContext, input: z.output<typeof trashInput>) {
  const { list, team, role } = await listAs(ctx, input.listId, "add");
  const remover = alias(users, "remover");
  const items = await ctx.db
    .select({
      paperId: listItems.paperId,
      deletedAt: listItems.deletedAt,
      deletedBy: remover.name,
      note: listItems.note,
    })
    .from(listItems)
    .leftJoin(remover, eq(remover.id, listItems.deletedBy))
    .where(
      and(
        eq(listItems.listId, list.id),
        isNotNull(listItems.deletedAt),
        gt(listItems.deletedAt, trashBegins(ctx.now())),
        mayOnList(role, "arrange") ? undefined : eq(listItems.addedBy, ctx.actor.userId),
      ),
    )
    .orderBy(desc(listItems.deletedAt), desc(listItems.position))
    .limit(MOST);
  const papers = await entriesOf(
    ctx,
    items.map((item) => item.paperId),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    list: { id: list.id, name: list.name },
    team,
    items: items.flatMap(({ paperId, deletedAt, deletedBy, note }) => {
      const paper = byId.get(paperId);
      if (!paper || !deletedAt) return [];
      return [{ paper, deletedBy, note, days: daysLeft(deletedAt, ctx.now()) }];
    }),
  };
}
