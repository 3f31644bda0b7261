import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { type ListRole, listRoles, roleOnCollection } from "../../access/policy";
import { notifyAccess } from "../../live/notify";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { MAX_GUESTS } from "../../platform/limits";
import { transaction } from "../../platform/transaction";
import { giveHue, mustHaveRoom, mustHaveSeat } from "../../teams/mutations";
import { findOffer, GONE, heldOffer, isOpen, isProven, mustBeTheirs, type Offer } from "../queries";
import type { tokenInput } from "../schema";
import { landing, TAKEN_SINCE, wasTakenSince } from "./queries";

/** A user who accepts an invitation. */
type Newcomer = Pick<typeof users.$inferSelect, "id" | "name" | "email" | "emailVerified">;

const gone = () => new AppError("NOT_FOUND", GONE, "token");

const takenSince = () => new AppError("FORBIDDEN", TAKEN_SINCE, "token");

/**
 * Adds a user by an open invitation, in the caller's transaction; by a link only while the link is
 * current. A user who has access already keeps their role and uses nothing up. All checks come
 * before the first write.
 */
export async function acceptInvitation(
  ctx: Context,
  by: { id: string; tokenHash?: string },
  who: Newcomer,
): Promise<void> {
  // locks the team or collection: others who accept this, or lose the right to invite, wait
  const offer = await heldOffer(ctx, by.id);
  if (!offer || (by.tokenHash ?? offer.invitation.tokenHash) !== offer.invitation.tokenHash) {
    throw gone();
  }
  mustBeTheirs(offer.invitation, who);
  const { teamId, listId } = offer.invitation;
  if (teamId) await intoTeam(ctx, offer, who);
  else if (listId) await ontoList(ctx, offer, who);
  else await countUse(ctx, offer.invitation, who.id);
}

/** Marks as used the invitations to have an account that are bound to a new account's address. */
export const markUsedForAccount = (ctx: Context, who: Newcomer) =>
  markUsed(ctx, who, isNull(invitations.teamId), isNull(invitations.listId));

/**
 * Marks as used the open invitations of a user's address, if it is theirs, to where they are by now:
 * otherwise these would let them in again once they have left.
 */
async function markUsed(ctx: Context, who: Newcomer, ...where: SQL[]): Promise<void> {
  if (!isProven(who)) return;
  await ctx.db
    .update(invitations)
    .set({ uses: invitations.mostUses, usedBy: who.id, usedAt: ctx.now() })
    .where(and(...where, eq(invitations.email, who.email.toLowerCase()), isOpen(ctx)));
}

/**
 * Counts a use. Of concurrent requests, only as many succeed as there are uses left, and none by a
 * link that has been replaced.
 */
async function countUse(
  ctx: Context,
  { id, tokenHash }: Offer["invitation"],
  userId: string,
): Promise<void> {
  const used = await ctx.db
    .update(invitations)
    .set({ uses: sql`${invitations.uses} + 1`, usedBy: userId, usedAt: ctx.now() })
    .where(and(eq(invitations.id, id), eq(invitations.tokenHash, tokenHash), isOpen(ctx)))
    .returning({ id: invitations.id });
  if (used.length === 0) throw gone();
}

async function intoTeam(ctx: Context, { invitation }: Offer, who: Newcomer) {
  const { id: userId } = who;
  const { teamId, teamRole: role } = invitation;
  if (!teamId || !role) throw gone();
  const [already] = await ctx.db
    .select({ role: teamMembers.role })
    .from(teamMembers)
    .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId)));
  if (already) return;
  if (await wasTakenSince(ctx, invitation, userId)) throw takenSince();
  await mustHaveSeat(ctx, teamId);
  await mustHaveRoom(ctx, userId);
  await giveHue(ctx, teamId, who);
  await countUse(ctx, invitation, userId);
  await markUsed(ctx, who, eq(invitations.teamId, teamId));
  await ctx.db.insert(teamMembers).values({ teamId, userId, role, joinedAt: ctx.now() });
  await notifyAccess(ctx, { userId, teamId });
}

async function ontoList(ctx: Context, { invitation, team }: Offer, who: Newcomer) {
  const { id: userId } = who;
  const { listId, listRole: role } = invitation;
  if (!listId || !role || !team) throw gone();
  const held = await roleOf(ctx, listId, userId);
  if (held && listRoles.indexOf(held) >= listRoles.indexOf(role)) return;
  if (await wasTakenSince(ctx, invitation, userId)) {
    // an existing member keeps their current role
    if (held) return;
    throw takenSince();
  }
  const [named] = await ctx.db
    .select({ people: sql<number>`count(*)::int` })
    .from(listMembers)
    .where(eq(listMembers.listId, listId));
  if ((named?.people ?? 0) >= MAX_GUESTS) {
    throw new AppError("CONFLICT", "This collection cannot name any more people.");
  }
  await countUse(ctx, invitation, userId);
  // one with a higher role remains of use
  const roles = listRoles.slice(0, listRoles.indexOf(role) + 1);
  await markUsed(ctx, who, eq(invitations.listId, listId), inArray(invitations.listRole, roles));
  const grantedBy = invitation.createdBy;
  await ctx.db
    .insert(listMembers)
    .values({ listId, userId, role, grantedBy })
    .onConflictDoUpdate({
      target: [listMembers.listId, listMembers.userId],
      set: { role, grantedBy },
    });
  await notifyAccess(ctx, { userId, listId });
}

/** The user's current role on a collection. */
async function roleOf(ctx: Context, listId: string, userId: string): Promise<ListRole | null> {
  const [row] = await ctx.db
    .select({
      visibility: lists.visibility,
      memberRole: lists.memberRole,
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(lists)
    .leftJoin(
      teamMembers,
      and(eq(teamMembers.teamId, lists.ownerTeamId), eq(teamMembers.userId, userId)),
    )
    .leftJoin(listMembers, and(eq(listMembers.listId, lists.id), eq(listMembers.userId, userId)))
    .where(eq(lists.id, listId));
  return row ? roleOnCollection(row) : null;
}

/** Accepts an invitation for a signed-in reader. Returns the path to open next. */
export const accept = (ctx: UserContext, { token }: z.output<typeof tokenInput>) =>
  transaction(ctx, async (tx) => {
    const offer = await findOffer(tx, { token });
    if (!offer?.team) throw gone();
    const { invitation } = offer;
    const [user] = await tx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
    if (!user) throw gone();
    await acceptInvitation(tx, invitation, user);
    return { path: await landing(tx, invitation, user.id) };
  });
