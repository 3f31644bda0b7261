import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { listIdsFor, readableListIds } from "../../access/readers";
import { teamIdsOf } from "../../access/require-team";
import type { UserContext } from "../../platform/context";

/** At most this many collections, and this many teams, are offered as audiences. */
const MAX_GROUPS = 500;

/** The audiences that the reader may choose for a paper, besides themselves and everyone. */
export async function audiences(ctx: UserContext, { paperId }: { paperId: number }) {
  const me = ctx.actor.userId;
  const [ofTeams, ofLists] = await Promise.all([
    ctx.db
      .select({
        id: teams.id,
        name: teams.name,
        members: ctx.db.$count(teamMembers, eq(teamMembers.teamId, teams.id)),
      })
      .from(teams)
      .where(sql`${teams.id} in ${teamIdsOf(me)}`)
      .orderBy(asc(teams.name), asc(teams.id))
      .limit(MAX_GROUPS),
    ctx.db
      .select({ id: lists.id, name: lists.name, team: teams.name })
      .from(listItems)
      .innerJoin(lists, eq(lists.id, listItems.listId))
      .innerJoin(teams, eq(teams.id, lists.ownerTeamId))
      .where(
        and(
          eq(listItems.paperId, paperId),
          isNull(listItems.deletedAt),
          sql`${lists.id} in ${listIdsFor(me, "annotate")}`,
        ),
      )
      .orderBy(asc(lists.name), asc(lists.id))
      .limit(MAX_GROUPS),
  ]);
  return { teams: ofTeams, lists: ofLists };
}

/** The collections and teams that the reader has written for and still has access to. */
export async function writtenFor(ctx: UserContext) {
  const me = ctx.actor.userId;
  const mine = and(eq(annotations.authorId, me), isNull(annotations.deletedAt));
  const [ofTeams, ofLists] = await Promise.all([
    ctx.db
      .selectDistinct({ id: teams.id, name: teams.name })
      .from(annotations)
      .innerJoin(teams, eq(teams.id, annotations.audienceTeamId))
      .where(and(mine, sql`${teams.id} in ${teamIdsOf(me)}`))
      .orderBy(asc(teams.name), asc(teams.id))
      .limit(MAX_GROUPS),
    ctx.db
      .selectDistinct({ id: lists.id, name: lists.name })
      .from(annotations)
      .innerJoin(lists, eq(lists.id, annotations.audienceListId))
      .where(and(mine, sql`${lists.id} in ${readableListIds(me)}`))
      .orderBy(asc(lists.name), asc(lists.id))
      .limit(MAX_GROUPS),
  ]);
  return { teams: ofTeams, lists: ofLists };
}
