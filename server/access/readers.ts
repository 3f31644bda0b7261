import {
  and,
  eq,
  isNotNull,
  isNull,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { type ListVerb, rolesInTeamThatMay, rolesOnListThatMay } from "./policy";
/** Joins a user's role in the team that owns a list. */
export const inItsTeam = (userId: string | Placeholder) =>
  and(eq(teamMembers.teamId, lists.ownerTeamId), eq(teamMembers.userId, userId));

export const namedOnIt = (userId: string | Placeholder) =>
  and(eq(listMembers.listId, lists.id), eq(listMembers.userId, userId));

/**
 * The ids of all lists on which the reader may do `verb`: their own, those of their teams that give
 * a role for it, and those that name them with one. With `deleted`, only lists in the trash. A
 * subquery, for use after `in`.
 */
export function listIdsFor(
  userId: string | Placeholder,
  verb: ListVerb,
  { deleted = false } = {},
): SQL {
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
export const readableListIds = (userId: string | Placeholder): SQL => listIdsFor(userId, "read");

/** The ids of all users who may read a list. A query, for set operations or after `in`. */
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

/**
 * Inlines constants into SQL instead of passing parameters, so that the planner can rely on them.
 */
export const literals = (words: string[]): SQL =>
  sql`(${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
