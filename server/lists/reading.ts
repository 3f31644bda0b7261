import { and, asc, count, desc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { mayOnList, roleOnCollection } from "../access/policy";
import { listAs, readableListIds } from "../access/service";
import type { UserContext } from "../context";
import { rowsOf } from "../papers/service";
import type { readInput } from "./schema";
import { live } from "./writing";

const PAGE = 100;

/** The reader's lists, then the collections that they may read, the last used first of each. */
export async function allLists(ctx: UserContext) {
  const me = ctx.actor.userId;
  const used = sql`greatest(${lists.updatedAt}, ${max(listItems.addedAt)})`;
  const rows = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      description: lists.description,
      papers: count(listItems.paperId),
      visibility: lists.visibility,
      memberRole: lists.memberRole,
      team: { id: teams.id, slug: teams.slug, name: teams.name },
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .leftJoin(
      teamMembers,
      and(eq(teamMembers.teamId, lists.ownerTeamId), eq(teamMembers.userId, me)),
    )
    .leftJoin(listMembers, and(eq(listMembers.listId, lists.id), eq(listMembers.userId, me)))
    .leftJoin(listItems, and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .where(sql`${lists.id} in ${readableListIds(me)}`)
    .groupBy(lists.id, teams.id, teamMembers.role, listMembers.role)
    .orderBy(sql`${teams.name} nulls first`, teams.id, desc(used), asc(lists.id));
  return rows.flatMap(({ id, name, description, papers, team, ...given }) => {
    const role = team ? roleOnCollection(given) : "manager";
    if (!role) return [];
    return [{ id, name, description, papers, team, role, mayAdd: mayOnList(role, "add") }];
  });
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
