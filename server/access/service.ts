import {
  and,
  eq,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import {
  type ListRole,
  type ListVerb,
  mustInTeam,
  mustOnList,
  roleOnCollection,
  rolesInTeamThatMay,
  rolesOnListThatMay,
  type TeamRole,
  type TeamVerb,
} from "./policy";

type ListRow = typeof lists.$inferSelect;
type TeamRow = typeof teams.$inferSelect;

/** A list that the actor was let in to, and what they are there. */
export interface OpenList {
  list: ListRow;
  /** The team that owns it; null for a reading list. */
  team: Pick<TeamRow, "id" | "slug" | "name"> | null;
  teamRole: TeamRole | null;
  role: ListRole;
}

interface Options {
  /**
   * Inside a transaction: puts the changes of this list in line, and holds the actor's roles, so
   * that a role which is being removed either still counts or is gone.
   */
  lock?: boolean;
  /** Only that: holds a team as it is, and the actor's role in it. */
  hold?: boolean;
  /** Looks for it in the trash instead. */
  deleted?: boolean;
}

export const noList = () =>
  new AppError("NOT_FOUND", "There is no such list, or it is not shared with you.", "listId");

const noTeam = () =>
  new AppError("NOT_FOUND", "There is no such team, or you are not in it.", "teamId");

/** What a list is joined with, to tell what somebody is on it. */
export const inItsTeam = (userId: string) =>
  and(eq(teamMembers.teamId, lists.ownerTeamId), eq(teamMembers.userId, userId));

export const namedOnIt = (userId: string) =>
  and(eq(listMembers.listId, lists.id), eq(listMembers.userId, userId));

/**
 * Inside a transaction: holds these teams and those of the lists as they are, then puts the changes of
 * the lists in line. The teams first, as those have them who take roles away, and each kind in one
 * same order for every caller: nobody waits for somebody who waits for them.
 */
export async function lockLists(
  tx: UserContext,
  { listIds, teamIds = [] }: { listIds: string[]; teamIds?: string[] },
): Promise<void> {
  await holdTeams(tx, { listIds, teamIds });
  await tx.db
    .select({ id: lists.id })
    .from(lists)
    .where(inArray(lists.id, listIds))
    .orderBy(lists.id)
    .for("no key update");
}

async function holdTeams(
  tx: UserContext,
  { listIds, teamIds }: { listIds: string[]; teamIds: string[] },
): Promise<void> {
  const ofLists = tx.db
    .select({ id: lists.ownerTeamId })
    .from(lists)
    .where(inArray(lists.id, listIds));
  await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(or(inArray(teams.id, ofLists), inArray(teams.id, teamIds)))
    .orderBy(teams.id)
    .for("share");
}

/**
 * A list as the actor may use it: `NOT_FOUND` to whom it does not exist, `FORBIDDEN` to whom it does
 * but not for this.
 */
export async function requireList(
  ctx: UserContext,
  listId: string,
  verb: ListVerb,
  { lock = false, deleted = false }: Options = {},
): Promise<OpenList> {
  const me = ctx.actor.userId;
  const query = ctx.db
    .select({
      list: lists,
      team: { id: teams.id, slug: teams.slug, name: teams.name },
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .leftJoin(teamMembers, inItsTeam(me))
    .leftJoin(listMembers, namedOnIt(me))
    .where(
      and(
        eq(lists.id, listId),
        deleted ? sql`${lists.deletedAt} is not null` : isNull(lists.deletedAt),
        isNull(teams.dissolvedAt),
      ),
    );
  if (lock) await holdTeams(ctx, { listIds: [listId], teamIds: [] });
  const [found] = lock ? await query.for("no key update", { of: lists }) : await query;
  if (!found) throw noList();
  const { list, team } = found;
  const held = lock && team ? await holdRoles(ctx, team.id, listId) : found;
  const role = list.ownerUserId === me ? "manager" : team && roleOnCollection({ ...list, ...held });
  if (!role) throw noList();
  mustOnList(role, verb);
  return { list, team, teamRole: held.teamRole, role };
}

/** The actor's roles, held until the end of the transaction. */
async function holdRoles(ctx: UserContext, teamId: string, listId: string) {
  const me = ctx.actor.userId;
  const [inTeam] = await ctx.db
    .select({ role: teamMembers.role })
    .from(teamMembers)
    .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, me)))
    .for("share");
  const [named] = await ctx.db
    .select({ role: listMembers.role })
    .from(listMembers)
    .where(and(eq(listMembers.listId, listId), eq(listMembers.userId, me)))
    .for("share");
  return { teamRole: inTeam?.role ?? null, namedRole: named?.role ?? null };
}

/** A team that the actor is in, and as what. */
export interface OpenTeam {
  team: TeamRow;
  role: TeamRole;
}

/** A team as the actor may use it: by its id or its address. To who is not in it, it is not there. */
export async function requireTeam(
  ctx: UserContext,
  by: { teamId: string } | { slug: string },
  verb: TeamVerb,
  { lock = false, hold = false, deleted: dissolved = false }: Options = {},
): Promise<OpenTeam> {
  const query = ctx.db
    .select({ team: teams, role: teamMembers.role })
    .from(teams)
    .innerJoin(teamMembers, eq(teamMembers.teamId, teams.id))
    .where(
      and(
        "slug" in by ? eq(teams.slug, by.slug) : eq(teams.id, by.teamId),
        eq(teamMembers.userId, ctx.actor.userId),
        dissolved ? sql`${teams.dissolvedAt} is not null` : isNull(teams.dissolvedAt),
      ),
    );
  const [found] = lock
    ? await query.for("no key update")
    : await (hold ? query.for("share") : query);
  if (!found) throw noTeam();
  mustInTeam(found.role, verb);
  return found;
}

/**
 * The ids of all lists with which the reader may do something: their own, those of their teams that
 * give a role for it, and those on which they are named with one. With `deleted` those in the trash
 * instead. A subquery, for use behind `in`.
 */
export function listIdsFor(userId: string, verb: ListVerb, { deleted = false } = {}): SQL {
  // any role may read
  const may = (role: SQLWrapper) =>
    verb === "read" ? sql`true` : sql`${role} in ${literals(rolesOnListThatMay(verb))}`;
  const isThere = deleted ? isNotNull(lists.deletedAt) : isNull(lists.deletedAt);
  return sql`(
    select ${lists.id} from ${lists}
      where ${lists.ownerUserId} = ${userId} and ${isThere}
    union all
    select ${lists.id} from ${teamMembers}
      join ${teams} on ${teams.id} = ${teamMembers.teamId} and ${teams.dissolvedAt} is null
      join ${lists} on ${lists.ownerTeamId} = ${teams.id} and ${isThere}
      where ${teamMembers.userId} = ${userId}
        and (${lists.visibility} = 'team' and ${may(lists.memberRole)}
          or ${teamMembers.role} in ${literals(rolesInTeamThatMay("manage"))})
    union all
    select ${lists.id} from ${listMembers}
      join ${lists} on ${lists.id} = ${listMembers.listId} and ${isThere}
      join ${teams} on ${teams.id} = ${lists.ownerTeamId} and ${teams.dissolvedAt} is null
      where ${listMembers.userId} = ${userId} and ${may(listMembers.role)})`;
}

/** The ids of all lists that the reader may read. */
export const readableListIds = (userId: string): SQL => listIdsFor(userId, "read");

/** The ids of the reader's teams in which they may do something. A subquery, for use behind `in`. */
export function teamIdsOf(userId: string, verb: TeamVerb = "read"): SQL {
  const may =
    verb === "read" ? sql`true` : sql`${teamMembers.role} in ${literals(rolesInTeamThatMay(verb))}`;
  return sql`(
    select ${teamMembers.teamId} from ${teamMembers}
      join ${teams} on ${teams.id} = ${teamMembers.teamId} and ${teams.dissolvedAt} is null
      where ${teamMembers.userId} = ${userId} and ${may})`;
}

/** Words of ours as they stand in a statement: no parameters, so that plans can count on them. */
const literals = (words: string[]): SQL =>
  sql`(${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;

/** The ids of everybody who may read a list. A query, for use in a set operation or behind `in`. */
export function readersOf(listId: string): SQL {
  return sql`(
    select ${lists.ownerUserId} as reader from ${lists}
      where ${lists.id} = ${listId} and ${lists.ownerUserId} is not null
    union
    select ${teamMembers.userId} from ${lists}
      join ${teamMembers} on ${teamMembers.teamId} = ${lists.ownerTeamId}
      where ${lists.id} = ${listId}
        and (${lists.visibility} = 'team'
          or ${teamMembers.role} in ${literals(rolesInTeamThatMay("manage"))})
    union
    select ${listMembers.userId} from ${listMembers} where ${listMembers.listId} = ${listId})`;
}
