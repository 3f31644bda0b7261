import { and, asc, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
import type { ListRole } from "../access/policy";
import { readableListIds } from "../access/readers";
import { requireTeam } from "../access/require-team";
import { beginning, itemTotals } from "../lists/queries";
import type { UserContext } from "../platform/context";
import { MAX_GUESTS, MAX_MEMBERS } from "../platform/limits";
import { keptUntil, trashBegins } from "../trash/days";
import type { readInput } from "./schema";

/** More teams than one account can be in. */
const MAX_LISTED = 200;

const members = (teamId: typeof teams.id) =>
  sql<number>`(select count(*)::int from ${teamMembers} m where m.team_id = ${teamId})`;

/** The reader's teams by name, and the dissolved ones that they own and can still restore. */
export async function myTeams(ctx: UserContext) {
  const mine = eq(teamMembers.userId, ctx.actor.userId);
  const columns = { id: teams.id, slug: teams.slug, name: teams.name };
  const [current, dissolved] = await Promise.all([
    ctx.db
      .select({
        ...columns,
        description: sql<string>`left(${teams.description}, 300)`,
        role: teamMembers.role,
        members: members(teams.id),
      })
      .from(teamMembers)
      .innerJoin(teams, and(eq(teams.id, teamMembers.teamId), isNull(teams.dissolvedAt)))
      .where(mine)
      .orderBy(sql`lower(${teams.name})`, asc(teams.id))
      .limit(MAX_LISTED),
    ctx.db
      .select({ ...columns, dissolvedAt: sql<Date>`${teams.dissolvedAt}`.mapWith(teams.createdAt) })
      .from(teamMembers)
      .innerJoin(teams, eq(teams.id, teamMembers.teamId))
      .where(
        and(mine, eq(teamMembers.role, "owner"), gt(teams.dissolvedAt, trashBegins(ctx.now()))),
      )
      .orderBy(desc(teams.dissolvedAt))
      .limit(MAX_LISTED),
  ]);
  return {
    teams: current,
    dissolved: dissolved.map((team) => ({
      ...team,
      until: keptUntil(team.dissolvedAt),
    })),
  };
}

export type MyTeams = Awaited<ReturnType<typeof myTeams>>;

const countMembers = statement(["teamId"], (db, { teamId }) =>
  db
    .select({ members: count() })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId))
    .prepare("team_members_count"),
);

/** A team as its members see it: its details, the reader's role, and the number of members. */
export async function readTeam(ctx: UserContext, { slug }: z.output<typeof readInput>) {
  const { team, role } = await requireTeam(ctx, { slug }, "read");
  const [held] = await countMembers(ctx.db, { teamId: team.id });
  return {
    id: team.id,
    slug: team.slug,
    name: team.name,
    description: team.description,
    updatedAt: team.updatedAt.toISOString(),
    role,
    members: held?.members ?? 0,
  };
}

export type Team = Awaited<ReturnType<typeof readTeam>>;

const rank = sql`array_position(array['owner', 'admin', 'member'], ${teamMembers.role})`;

/** The members of a team, with role and date of joining: owners first, then by name. */
export async function membersOf(ctx: UserContext, { slug }: z.output<typeof readInput>) {
  const { team } = await requireTeam(ctx, { slug }, "read");
  const rows = await ctx.db
    .select({
      userId: teamMembers.userId,
      name: users.name,
      hue: users.hue,
      role: teamMembers.role,
      joinedAt: teamMembers.joinedAt,
    })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(eq(teamMembers.teamId, team.id))
    .orderBy(rank, sql`lower(${users.name})`, asc(users.id))
    .limit(MAX_MEMBERS);
  return rows.map((row) => ({ ...row, me: row.userId === ctx.actor.userId }));
}

export type Member = Awaited<ReturnType<typeof membersOf>>[number];

/** At most this many of a guest's collections are named. */
const MAX_NAMED = 5;

/**
 * The guests of a team by name: who is named on some of its collections and is no member. For those
 * who manage them.
 */
export async function guestsOf(ctx: UserContext, { slug }: z.output<typeof readInput>) {
  const { team } = await requireTeam(ctx, { slug }, "manage");
  const of = sql`${lists.name}, ${lists.id}`;
  const collection = sql`json_build_object(
    'id', ${lists.id}, 'name', ${lists.name}, 'role', ${listMembers.role})`;
  return ctx.db
    .select({
      userId: users.id,
      name: users.name,
      hue: users.hue,
      all: count(),
      /** The first of them. */
      collections: sql<{ id: string; name: string; role: ListRole }[]>`
        array_to_json((array_agg(${collection} order by ${of}))[1:${sql.raw(String(MAX_NAMED))}])`,
    })
    .from(lists)
    .innerJoin(listMembers, eq(listMembers.listId, lists.id))
    .innerJoin(users, eq(users.id, listMembers.userId))
    .where(
      and(
        eq(lists.ownerTeamId, team.id),
        isNull(lists.deletedAt),
        sql`not exists (select from ${teamMembers}
          where ${teamMembers.teamId} = ${team.id} and ${teamMembers.userId} = ${users.id})`,
      ),
    )
    .groupBy(users.id)
    .orderBy(sql`lower(${users.name})`, asc(users.id))
    .limit(MAX_GUESTS);
}

export type Guest = Awaited<ReturnType<typeof guestsOf>>[number];

const findCollections = statement(["teamId", "me"], (db, { teamId, me }) => {
  const items = itemTotals(db);
  return db
    .select({
      id: lists.id,
      name: lists.name,
      description: beginning,
      visibility: lists.visibility,
      papers: items.papers,
    })
    .from(lists)
    .leftJoinLateral(items, sql`true`)
    .where(and(eq(lists.ownerTeamId, teamId), sql`${lists.id} in ${readableListIds(me)}`))
    .orderBy(sql`lower(${lists.name})`, asc(lists.id))
    .limit(500)
    .prepare("team_collections");
});

/** The team's collections that the reader may read, by name, with the number of papers. */
export async function collectionsOf(ctx: UserContext, { slug }: z.output<typeof readInput>) {
  const { team } = await requireTeam(ctx, { slug }, "read");
  const rows = await findCollections(ctx.db, { teamId: team.id, me: ctx.actor.userId });
  return rows.map((row) => ({ ...row, papers: row.papers ?? 0 }));
}
