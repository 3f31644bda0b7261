import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { isWithin, mayInTeam, roleOnCollection, type TeamRole } from "../../access/policy";
import { type OpenList, requireList } from "../../access/require-list";
import { notifyAccess } from "../../live/notify";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import { mayNotBeUndone, remember } from "./removals";
import type { memberInput, openToInput, setMemberInput } from "./schema";

type Tx = UserContext;

/** Runs a change of roles on a collection, by one of its managers. */
const managing = <T>(
  ctx: UserContext,
  listId: string,
  change: (open: OpenList & { tx: Tx; teamId: string }) => Promise<T>,
): Promise<T> =>
  transaction(ctx, async (tx) => {
    const open = await requireList(tx, listId, "manage", { lock: true });
    if (!open.team) {
      throw new AppError(
        "BAD_REQUEST",
        "A reading list belongs to its owner alone. Make a collection from it to share it with people.",
        "listId",
      );
    }
    return change({ ...open, tx, teamId: open.team.id });
  });

/** Refuses to change a team admin's role: admins are always managers. */
function mustNotRunTheTeam(role: TeamRole | undefined): void {
  if (!role || !mayInTeam(role, "manage")) return;
  throw new AppError(
    "BAD_REQUEST",
    "Owners and admins of the team manage every collection, so their role stays as it is.",
    "userId",
  );
}

/** A user's role in a team, locked until the transaction ends. */
async function roleInTeam(tx: Tx, teamId: string, userId: string): Promise<TeamRole | undefined> {
  const [member] = await tx.db
    .select({ role: teamMembers.role })
    .from(teamMembers)
    .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId)))
    .for("share");
  return member?.role;
}

/** Names a user on a collection: a member of its team, or a guest who is already there. */
export const setMember = (ctx: UserContext, input: z.output<typeof setMemberInput>) =>
  managing(ctx, input.listId, async ({ tx, list, teamId, teamRole, role }) => {
    const { listId, userId } = input;
    if (!isWithin(input.role, role)) {
      throw new AppError("FORBIDDEN", "You cannot grant a role above your own.", "role");
    }
    const [inTeam, [named]] = await Promise.all([
      roleInTeam(tx, teamId, userId),
      tx.db
        .select({ role: listMembers.role })
        .from(listMembers)
        .where(and(eq(listMembers.listId, listId), eq(listMembers.userId, userId))),
    ]);
    // a guest must not find out who else is in the team
    const isKnown = teamRole !== null || list.visibility === "team";
    if (!(inTeam && isKnown) && !named) {
      throw new AppError(
        "NOT_FOUND",
        "This person is neither in the team nor a guest on this collection. Invite them instead.",
        "userId",
      );
    }
    mustNotRunTheTeam(inTeam);
    if (named && !isWithin(named.role, input.role)) {
      await remember(tx, { listId, userId }, { role: named.role, undoable: false });
    }
    await tx.db
      .insert(listMembers)
      .values({ listId, userId, role: input.role, grantedBy: tx.actor.userId })
      .onConflictDoUpdate({
        target: [listMembers.listId, listMembers.userId],
        set: { role: input.role, grantedBy: tx.actor.userId },
      });
    await notifyAccess(tx, { userId, listId });
    return { userId, role: input.role };
  });

/**
 * Removes a user's named role; a role from the team stays. Everyone may remove their own. Removals
 * by others are recorded, for undo, and so that no older invitation grants the role again. `left`
 * is the collection's name if the caller can no longer see it.
 */
export const removeMember = (ctx: UserContext, { listId, userId }: z.output<typeof memberInput>) =>
  transaction(ctx, async (tx) => {
    const verb = userId === ctx.actor.userId ? "read" : "manage";
    const { list, team, teamRole } = await requireList(tx, listId, verb, { lock: true });
    if (team && verb === "manage") mustNotRunTheTeam(await roleInTeam(tx, team.id, userId));
    const removed = await tx.db
      .delete(listMembers)
      .where(and(eq(listMembers.listId, listId), eq(listMembers.userId, userId)))
      .returning({ role: listMembers.role });
    const [was] = removed;
    if (was && verb === "manage") {
      await remember(tx, { listId, userId }, { role: was.role, undoable: true });
    }
    // nobody can undo somebody's own departure
    if (was && verb === "read") await mayNotBeUndone(tx, { listId, userId });
    if (was) await notifyAccess(tx, { userId, listId });
    const hasLeft =
      was && verb === "read" && !roleOnCollection({ ...list, teamRole, namedRole: null });
    return { removed: was?.role ?? null, left: hasLeft ? list.name : null };
  });

/**
 * Sets whether the team sees a collection, and its members' role. A manager who would lose access
 * becomes a manager by name.
 */
export const setOpenTo = (ctx: UserContext, input: z.output<typeof openToInput>) =>
  managing(ctx, input.listId, async ({ tx, list, teamRole, role }) => {
    const { listId, visibility = list.visibility, memberRole = list.memberRole } = input;
    const me = tx.actor.userId;
    if (input.memberRole && !isWithin(memberRole, role)) {
      throw new AppError("FORBIDDEN", "You cannot grant a role above your own.", "memberRole");
    }
    await tx.db.update(lists).set({ visibility, memberRole }).where(eq(lists.id, list.id));
    const [named] = await tx.db
      .select({ role: listMembers.role })
      .from(listMembers)
      .where(and(eq(listMembers.listId, listId), eq(listMembers.userId, me)));
    const left = roleOnCollection({
      teamRole,
      visibility,
      memberRole,
      namedRole: named?.role ?? null,
    });
    if (left !== "manager") {
      await tx.db
        .insert(listMembers)
        .values({ listId, userId: me, role: "manager", grantedBy: me })
        .onConflictDoUpdate({
          target: [listMembers.listId, listMembers.userId],
          set: { role: "manager" },
        });
    }
    await notifyAccess(tx, { listId });
    return { visibility, memberRole };
  });
