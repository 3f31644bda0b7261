import { and, desc, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { lists } from "@/db/schema/lists";
import { users } from "@/db/schema/users";
import { isWithin, isWithinTeam, roleOnCollection, type TeamRole } from "../access/policy";
import { readableListIds } from "../access/readers";
import { requireList } from "../access/require-list";
import { requireTeam } from "../access/require-team";
import type { Context, UserContext } from "../platform/context";
import { deliversMail } from "../platform/email/send";
import { AppError } from "../platform/errors";
import { MAX_OPEN_INVITATIONS } from "../platform/limits";
import { hashToken } from "../platform/token";
import type { ofListInput, ofTeamInput } from "./schema";

export type Invitation = typeof invitations.$inferSelect;
/** The message for every invitation that does not work, whatever the reason. */
export const GONE =
  "This invitation is not open: it has been used, has expired, was revoked, or never existed. Ask the person who sent it for a new one.";

export const isOpen = (ctx: Context) =>
  and(lt(invitations.uses, invitations.mostUses), gt(invitations.expires, ctx.now()));

/** A valid invitation, and what it gives access to. */
export interface Offer {
  invitation: Invitation;
  team: { id: string; slug: string; name: string } | null;
  list: { id: string; name: string } | null;
}

/** A context as if another user called: only to find out what they may still grant. */
export const inTheirPlace = (ctx: Context, userId: string): UserContext => ({
  ...ctx,
  actor: { kind: "user", userId, name: "", role: "reader", sessionId: "", hue: null },
});

/**
 * What an invitation gives access to, while its creator could still make it: a creator who loses
 * the right, or their account, loses their invitations too. With `lock`, this cannot change until
 * the transaction ends.
 */
export async function offerOf(
  ctx: Context,
  invitation: Invitation,
  lock = false,
): Promise<Offer | null> {
  const { createdBy, teamId, teamRole, listId, listRole } = invitation;
  if (!createdBy) return null;
  const inviter = inTheirPlace(ctx, createdBy);
  try {
    if (teamId && teamRole) {
      const { team, role } = await requireTeam(inviter, { teamId }, "manage", { lock });
      if (!isWithinTeam(teamRole, role)) return null;
      const list = listId ? await collectionOf(ctx, { teamId, teamRole, listId }) : null;
      return { invitation, team, list };
    }
    if (listId && listRole) {
      const { list, team, role } = await requireList(inviter, listId, "manage", { lock });
      return isWithin(listRole, role) ? { invitation, team, list } : null;
    }
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
  const [administrator] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, createdBy), eq(users.role, "administrator")));
  return administrator ? { invitation, team: null, list: null } : null;
}

/** The collection that a new member lands on; null if by now they would not see it there. */
async function collectionOf(
  ctx: Context,
  { teamId, teamRole, listId }: { teamId: string; teamRole: TeamRole; listId: string },
) {
  const [list] = await ctx.db
    .select()
    .from(lists)
    .where(and(eq(lists.id, listId), eq(lists.ownerTeamId, teamId), isNull(lists.deletedAt)));
  if (!list || !roleOnCollection({ ...list, teamRole, namedRole: null })) return null;
  return { id: list.id, name: list.name };
}

/** Loads the open invitation with this id and locks what it leads to until the transaction ends. */
export async function heldOffer(ctx: Context, id: string): Promise<Offer | null> {
  const [found] = await ctx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), isOpen(ctx)));
  return found ? offerOf(ctx, found, true) : null;
}

/** The open invitation of this link; or, for a proven address, one that is bound to it. */
export async function findOffer(
  ctx: Context,
  by: { token?: string; provenEmail?: string },
): Promise<Offer | null> {
  const ways: SQL[] = [];
  if (by.token) ways.push(eq(invitations.tokenHash, hashToken(by.token)));
  if (by.provenEmail) ways.push(eq(invitations.email, by.provenEmail.toLowerCase()));
  if (ways.length === 0) return null;
  const found = await ctx.db
    .select()
    .from(invitations)
    .where(and(isOpen(ctx), or(...ways)))
    // the link takes precedence over the address
    .orderBy(desc(ways[0] as SQL), desc(invitations.createdAt))
    .limit(20);
  for (const invitation of found) {
    const offer = await offerOf(ctx, invitation);
    if (offer) return offer;
  }
  return null;
}

/** Whether a user's address counts as theirs: without mail, nobody can prove one. */
export const isProven = (user: { emailVerified: Date | null }) =>
  !deliversMail() || user.emailVerified !== null;

/**
 * Throws if the invitation is not for this user. Where mail is delivered, an address counts only
 * once proven.
 */
export function mustBeTheirs(
  { email }: Invitation,
  user: { email: string; emailVerified: Date | null },
): void {
  if (!email) return;
  if (email !== user.email.toLowerCase()) {
    throw new AppError(
      "FORBIDDEN",
      "This invitation is for a different address than your account’s. Sign in with the account it was sent to, or ask for one sent to your address.",
    );
  }
  if (!isProven(user)) {
    throw new AppError(
      "FORBIDDEN",
      "This invitation is for an address that you have not confirmed yet. Sign out, ask for an email link on the sign-in page, and come back.",
    );
  }
}

/**
 * Invitations that are neither used up nor expired, latest first. `works` is false while the
 * creator may no longer make one.
 */
async function stillOpen(ctx: UserContext, which: SQL | undefined) {
  const rows = await ctx.db
    .select({ invitation: invitations, list: lists.name, inviter: users.name })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    // the collection may belong to another team by now
    .leftJoin(
      lists,
      and(
        eq(lists.id, invitations.listId),
        sql`${lists.id} in ${readableListIds(ctx.actor.userId)}`,
      ),
    )
    .where(and(which, isOpen(ctx)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(MAX_OPEN_INVITATIONS);
  // checked once per creator and role, not per row
  const asked = new Map<string, Promise<Offer | null>>();
  return Promise.all(
    rows.map(async ({ invitation, list, inviter }) => {
      const { id, email, teamRole, listRole, uses, mostUses, expires } = invitation;
      const key = [invitation.createdBy, invitation.listId, teamRole, listRole].join();
      const offer = asked.get(key) ?? offerOf(ctx, invitation);
      asked.set(key, offer);
      const works = (await offer) !== null;
      return { id, email, teamRole, listRole, uses, mostUses, expires, list, inviter, works };
    }),
  );
}

/** The open invitations to a team, for those who may make them. */
export async function ofTeam(ctx: UserContext, { teamId }: z.output<typeof ofTeamInput>) {
  const { team } = await requireTeam(ctx, { teamId }, "manage");
  return stillOpen(ctx, eq(invitations.teamId, team.id));
}

/** The open invitations of guests to a collection, for its managers. */
export async function ofList(ctx: UserContext, { listId }: z.output<typeof ofListInput>) {
  const { list } = await requireList(ctx, listId, "manage");
  return stillOpen(ctx, and(eq(invitations.listId, list.id), isNull(invitations.teamId)));
}

export type OpenInvitation = Awaited<ReturnType<typeof ofTeam>>[number];
