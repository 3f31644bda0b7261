import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { listMembers, listRemovals, lists } from "@/db/schema/lists";
import { teamMembers, teamRemovals } from "@/db/schema/teams";
import { isWithinTeam, mustInTeam, type TeamRole, type TeamVerb } from "../access/policy";
import { type OpenTeam, requireTeam } from "../access/require-team";
import { notifyAccess } from "../live/notify";
import type { UserContext } from "../platform/context";
import { AppError, violatedConstraint } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { trashBegins, UNDO_REMOVAL_MS } from "../trash/days";
import { mustHaveRoom, mustHaveSeat } from "./mutations";
import type { memberInput, setRoleInput, teamInput, transferInput } from "./schema";

type Member = typeof teamMembers.$inferSelect;

const NO_OWNER = "A team needs an owner: make someone else an owner first, or dissolve the team.";

const noMember = () => new AppError("NOT_FOUND", "This person is not in the team.", "userId");

/**
 * Runs a change of a team's members, one at a time per team. The database refuses to leave a team
 * without an owner.
 */
async function changingMembers<T>(
  ctx: UserContext,
  teamId: string,
  verb: TeamVerb,
  change: (tx: UserContext, open: OpenTeam) => Promise<T>,
): Promise<T> {
  try {
    return await transaction(ctx, async (tx) => {
      const result = await change(tx, await requireTeam(tx, { teamId }, verb, { lock: true }));
      await tx.db.execute(sql`set constraints team_keeps_an_owner immediate`);
      return result;
    });
  } catch (error) {
    if (violatedConstraint(error) !== "team_keeps_an_owner") throw error;
    throw new AppError("CONFLICT", NO_OWNER);
  }
}

const at = (teamId: string, userId: string) =>
  and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId));

async function memberOf(ctx: UserContext, teamId: string, userId: string): Promise<Member> {
  const [member] = await ctx.db.select().from(teamMembers).where(at(teamId, userId)).for("update");
  if (!member) throw noMember();
  return member;
}

/** Only owners may change owners, and nobody grants a role above their own. */
function mustReach(own: TeamRole, ...roles: TeamRole[]): void {
  if (roles.some((role) => !isWithinTeam(role, own))) mustInTeam(own, "own");
}

/** Changes a member's role in the team. */
export const setRole = (ctx: UserContext, input: z.output<typeof setRoleInput>) =>
  changingMembers(ctx, input.teamId, "manage", async (tx, { team, role: own }) => {
    const member = await memberOf(tx, team.id, input.userId);
    mustReach(own, member.role, input.role);
    if (!isWithinTeam(member.role, input.role)) await remember(tx, member, { undoable: false });
    await grant(tx, team.id, input.userId, input.role);
    return { role: input.role };
  });

async function grant(tx: UserContext, teamId: string, userId: string, role: TeamRole) {
  await tx.db.update(teamMembers).set({ role }).where(at(teamId, userId));
  await notifyAccess(tx, { userId, teamId });
}

/**
 * Removes a member from the team, and their named roles on its collections; to stay as a guest,
 * they need an invitation. What they added for others stays.
 */
export const removeMember = (ctx: UserContext, input: z.output<typeof memberInput>) =>
  changingMembers(ctx, input.teamId, "manage", async (tx, { team, role: own }) => {
    const member = await memberOf(tx, team.id, input.userId);
    mustReach(own, member.role);
    const named = await takeOut(tx, member);
    await remember(tx, member, { named, undoable: true });
    return { userId: input.userId, role: member.role };
  });

/** Records what was taken from a member, for as long as an invitation can be open. */
async function remember(
  tx: UserContext,
  { teamId, userId, role, joinedAt }: Member,
  {
    named = [],
    undoable,
  }: { named?: (typeof teamRemovals.$inferSelect)["named"]; undoable: boolean },
): Promise<void> {
  const kept = { role, joinedAt, named, undoable, removedAt: tx.now() };
  await tx.db
    .insert(teamRemovals)
    .values({ teamId, userId, ...kept })
    .onConflictDoUpdate({ target: [teamRemovals.teamId, teamRemovals.userId], set: kept });
  await tx.db.delete(teamRemovals).where(lt(teamRemovals.removedAt, trashBegins(tx.now())));
}

/** Leaves the team; everyone but the last owner may. */
export const leaveTeam = (ctx: UserContext, { teamId }: z.output<typeof teamInput>) =>
  changingMembers(ctx, teamId, "read", async (tx, { team }) => {
    const me = ctx.actor.userId;
    await takeOut(tx, await memberOf(tx, team.id, me));
    // nobody can undo somebody's own departure
    await tx.db
      .update(teamRemovals)
      .set({ undoable: false })
      .where(and(eq(teamRemovals.teamId, team.id), eq(teamRemovals.userId, me)));
    return { name: team.name };
  });

const collectionsOf = (tx: UserContext, teamId: string) =>
  tx.db.select({ id: lists.id }).from(lists).where(eq(lists.ownerTeamId, teamId));

/**
 * Ends a membership, and the undo of removals from the team's collections. Returns the named roles
 * that it deleted.
 */
async function takeOut(tx: UserContext, { teamId, userId }: Member) {
  await tx.db.delete(teamMembers).where(at(teamId, userId));
  const owned = collectionsOf(tx, teamId);
  await tx.db
    .update(listRemovals)
    .set({ undoable: false })
    .where(and(eq(listRemovals.userId, userId), inArray(listRemovals.listId, owned)));
  const named = await tx.db
    .delete(listMembers)
    .where(and(eq(listMembers.userId, userId), inArray(listMembers.listId, owned)))
    .returning({ listId: listMembers.listId, role: listMembers.role });
  await notifyAccess(tx, { userId, teamId });
  return named;
}

/**
 * Restores, within the hour, a removed member with their role; the actor must be able to grant it.
 */
export const restoreMember = (ctx: UserContext, input: z.output<typeof memberInput>) =>
  changingMembers(ctx, input.teamId, "manage", async (tx, { team, role: own }) => {
    const these = and(
      eq(teamRemovals.teamId, team.id),
      eq(teamRemovals.userId, input.userId),
      eq(teamRemovals.undoable, true),
    );
    const [was] = await tx.db.delete(teamRemovals).where(these).returning();
    if (!was || tx.now().getTime() - was.removedAt.getTime() > UNDO_REMOVAL_MS) {
      throw new AppError(
        "NOT_FOUND",
        "It is too late to undo this. Invite the person again.",
        "userId",
      );
    }
    mustReach(own, was.role);
    const { userId, role, joinedAt } = was;
    await mustHaveSeat(tx, team.id);
    await mustHaveRoom(tx, userId);
    await tx.db
      .insert(teamMembers)
      .values({ teamId: team.id, userId, role, joinedAt })
      .onConflictDoNothing();
    const still = await collectionsOf(tx, team.id);
    const named = was.named.filter(({ listId }) => still.some(({ id }) => id === listId));
    if (named.length > 0) {
      type Role = (typeof listMembers.$inferSelect)["role"];
      const rows = named.map((each) => ({ listId: each.listId, userId, role: each.role as Role }));
      await tx.db.insert(listMembers).values(rows).onConflictDoNothing();
    }
    await notifyAccess(tx, { userId, teamId: team.id });
    return { role };
  });

/** Transfers the team: the other member becomes its owner, the reader an admin. */
export const transferTeam = (ctx: UserContext, input: z.output<typeof transferInput>) =>
  changingMembers(ctx, input.teamId, "own", async (tx, { team }) => {
    if (input.userId === ctx.actor.userId) {
      throw new AppError("BAD_REQUEST", "Choose someone else.", "userId");
    }
    await memberOf(tx, team.id, input.userId);
    await grant(tx, team.id, input.userId, "owner");
    await grant(tx, team.id, ctx.actor.userId, "admin");
    return { slug: team.slug };
  });
