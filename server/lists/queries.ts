import { and, asc, count, desc, eq, isNull, max, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { digestSubscriptions } from "@/db/schema/digest";
import { followedCollections } from "@/db/schema/follows";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { statement } from "@/db/statement";
import { mayOnList, roleOnCollection } from "../access/policy";
import { inItsTeam, namedOnIt, readableListIds } from "../access/readers";
import { type OpenList, requireList } from "../access/require-list";
import { revisionFor } from "../live/revision";
import type { UserContext } from "../platform/context";
import { live } from "./items/change";
import type { listInput } from "./schema";

/** The number of items on a list and when the last was added, as a lateral subquery. */
export const itemTotals = (db: Database) =>
  db
    .select({
      papers: count(listItems.paperId).as("papers"),
      last: max(listItems.addedAt).as("last"),
    })
    .from(listItems)
    .where(and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .as("item_totals");

/** The most lists returned; each owner has at most 500. */
const MAX_LISTED = 1_000;
/** The start of a list's description, for overviews. */
export const beginning = sql<string>`left(${lists.description}, 300)`;

const findLists = statement(["me"], (db, { me }) => {
  const items = itemTotals(db);
  return db
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
    .limit(MAX_LISTED)
    .prepare("lists_all");
});

/**
 * Every list that the reader may read: their own reading lists, then each team's collections; last
 * used first. Always one statement.
 */
export async function allLists(ctx: UserContext) {
  const rows = await findLists(ctx.db, { me: ctx.actor.userId });
  return rows.flatMap(({ id, name, description, papers, team, ...given }) => {
    const role = team ? roleOnCollection(given) : "manager";
    if (!role) return [];
    return [
      { id, name, description, papers: papers ?? 0, team, role, mayAdd: mayOnList(role, "add") },
    ];
  });
}

const findHeld = statement(["me", "listId"], (db, { me, listId }) =>
  db
    .select({
      papers: count(),
      isFollowed: sql<boolean>`exists (select from ${followedCollections}
        where ${followedCollections.userId} = ${me} and ${followedCollections.listId} = ${listId})`,
      isMailed: sql<boolean>`exists (select from ${digestSubscriptions}
        where ${digestSubscriptions.userId} = ${me}
          and ${digestSubscriptions.state} = 'active'
          and 'collections' = any(${digestSubscriptions.contents}))`,
    })
    .from(listItems)
    .where(live(listId))
    .prepare("list_held"),
);

/** What the reader may do on a list, so that the page offers only that. */
const allowed = ({ role }: OpenList) => ({
  mayAnnotate: mayOnList(role, "annotate"),
  mayAdd: mayOnList(role, "add"),
  mayArrange: mayOnList(role, "arrange"),
  mayManage: mayOnList(role, "manage"),
});

/** A list, its owner, and the reader's role. Its items come from the index and the rows. */
export async function readList(ctx: UserContext, input: z.output<typeof listInput>) {
  const open = await requireList(ctx, input.listId, "read");
  const { id, name, description, updatedAt, visibility, memberRole } = open.list;
  const [held] = await findHeld(ctx.db, { me: ctx.actor.userId, listId: id });
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
    /** Whether the reader is in the team; otherwise they are a guest. */
    inTeam: open.teamRole !== null,
    role: open.role,
    me: ctx.actor.userId,
    isFollowed: held?.isFollowed ?? false,
    /** Whether the reader's digest has what comes to collections that they follow. */
    isMailed: held?.isMailed ?? false,
    ...allowed(open),
  };
}

/** A list as its page shows it. */
export type ListPage = Awaited<ReturnType<typeof readList>>;
