import { and, eq, inArray, isNotNull, isNull, or, type Placeholder } from "drizzle-orm";
import type { Database } from "@/db/client";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { statement } from "@/db/statement";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import {
  type ListRole,
  type ListVerb,
  mustOnList,
  roleOnCollection,
  type TeamRole,
} from "./policy";
import { inItsTeam, namedOnIt } from "./readers";

type ListRow = typeof lists.$inferSelect;
export type TeamRow = typeof teams.$inferSelect;

/** A list that the actor has access to, and their role there. */
export interface OpenList {
  list: ListRow;
  /** The team that owns it; null for a reading list. */
  team: Pick<TeamRow, "id" | "slug" | "name"> | null;
  teamRole: TeamRole | null;
  role: ListRole;
}

export interface Options {
  /**
   * Inside a transaction: locks the list (FOR NO KEY UPDATE) and the actor's roles (FOR SHARE), so
   * that a role removed concurrently either still counts or is already deleted.
   */
  lock?: boolean;
  /** For a team: locks it and the actor's role in it (FOR SHARE). */
  hold?: boolean;
  /** Looks in the trash instead. */
  deleted?: boolean;
}

export const noList = () =>
  new AppError("NOT_FOUND", "There is no such list, or it is not shared with you.", "listId");

/**
 * Locks the given teams and the lists' owning teams (FOR SHARE), then the lists (FOR NO KEY
 * UPDATE), each ordered by id, so two writers cannot deadlock. Teams come first, as in the code
 * that removes roles. Call inside a transaction.
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

interface Named {
  me: string | Placeholder;
  listId: string | Placeholder;
}

const withRoles = (db: Database, { me, listId }: Named, deleted: boolean) =>
  db
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
        (deleted ? isNotNull : isNull)(lists.deletedAt),
        isNull(teams.dissolvedAt),
      ),
    );

const findOpen = statement(["me", "listId"], (db, named) =>
  withRoles(db, named, false).prepare("open_list"),
);

/**
 * Loads a list for the actor. Throws `NOT_FOUND` if they cannot see it, `FORBIDDEN` if they can but
 * may not do `verb`.
 */
export async function requireList(
  ctx: UserContext,
  listId: string,
  verb: ListVerb,
  { lock = false, deleted = false }: Options = {},
): Promise<OpenList> {
  const me = ctx.actor.userId;
  if (lock) await holdTeams(ctx, { listIds: [listId], teamIds: [] });
  const named = { me, listId };
  const [found] = await (lock
    ? withRoles(ctx.db, named, deleted).for("no key update", { of: lists })
    : deleted
      ? withRoles(ctx.db, named, deleted)
      : findOpen(ctx.db, named));
  if (!found) throw noList();
  const { list, team } = found;
  const held = lock && team ? await holdRoles(ctx, team.id, listId) : found;
  const role = list.ownerUserId === me ? "manager" : team && roleOnCollection({ ...list, ...held });
  if (!role) throw noList();
  mustOnList(role, verb);
  return { list, team, teamRole: held.teamRole, role };
}

/** The actor's roles, locked until the transaction ends. */
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
