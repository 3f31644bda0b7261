import { and, asc, count, desc, eq, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { mayOnList, roleOnCollection } from "../access/policy";
import { inItsTeam, namedOnIt, readableListIds } from "../access/readers";
import { type OpenList, requireList } from "../access/require-list";
import { revisionFor } from "../live/revision";
import type { UserContext } from "../platform/context";
import { live } from "./items/change";
import type { listInput } from "./schema";

/** What is on one list, as a lateral subquery: how much, and when the last of it was added. */
export const itemTotals = (ctx: UserContext) =>
  ctx.db
    .select({
      papers: count(listItems.paperId).as("papers"),
      last: max(listItems.addedAt).as("last"),
    })
    .from(listItems)
    .where(and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .as("item_totals");

/** At most this many lists are named: each owner has 500 at most. */
const MAX_LISTED = 1_000;
/** How the description of a list begins, where several are shown. */
export const beginning = sql<string>`left(${lists.description}, 300)`;

/**
 * Every list that the reader may read: their own reading lists, then the collections of each team;
 * the last used first. One statement, however many there are.
 */
export async function allLists(ctx: UserContext) {
  const me = ctx.actor.userId;
  const items = itemTotals(ctx);
  const rows = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      description: beginning,
      papers: items.papers,
      ownerUserId: lists.ownerUserId,
      visibility: lists.visibility,
      memberRole: lists.memberRole,
      team: { id: teams.id, slug: teams.slug, name: teams.name },
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .leftJoin(teamMembers, inItsTeam(me))
    .leftJoin(listMembers, namedOnIt(me))
    .leftJoinLateral(items, sql`true`)
    .where(sql`${lists.id} in ${readableListIds(me)}`)
    .orderBy(
      sql`${teams.name} nulls first`,
      teams.id,
      desc(sql`greatest(${lists.updatedAt}, ${items.last})`),
      asc(lists.id),
    )
    .limit(MAX_LISTED);
  return rows.flatMap(({ id, name, description, papers, team, ...given }) => {
    const role = team ? roleOnCollection(given) : "manager";
    if (!role) return [];
    return [
      { id, name, description, papers: papers ?? 0, team, role, mayAdd: mayOnList(role, "add") },
    ];
  });
}

/** What the reader may do on a list, for the page to offer that and nothing else. */
const allowed = ({ role }: OpenList) => ({
  mayAnnotate: mayOnList(role, "annotate"),
  mayAdd: mayOnList(role, "add"),
  mayArrange: mayOnList(role, "arrange"),
  mayManage: mayOnList(role, "manage"),
});

/** A list, whose it is and what the reader is there; what is on it comes by index and rows. */
export async function readList(ctx: UserContext, input: z.output<typeof listInput>) {
  const open = await requireList(ctx, input.listId, "read");
  const { id, name, description, updatedAt, visibility, memberRole } = open.list;
  const [held] = await ctx.db.select({ papers: count() }).from(listItems).where(live(id));
  return {
    list: {
      id,
      name,
      description,
      updatedAt: updatedAt.toISOString(),
      revision: revisionFor(open),
      papers: held?.papers ?? 0,
      visibility,
      memberRole,
      isPublic: open.list.publicToken !== null,
    },
    team: open.team,
    /** Whether the reader is in the team; who is not is a guest. */
    inTeam: open.teamRole !== null,
    role: open.role,
    me: ctx.actor.userId,
    ...allowed(open),
  };
}

/** A list as its page shows it. */
export type ListPage = Awaited<ReturnType<typeof readList>>;
