import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { invitations, pendingSignUps } from "@/db/schema/auth";
import { listMembers, lists } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import {
  isWithin,
  isWithinTeam,
  type ListRole,
  mustInTeam,
  roleOnCollection,
} from "../access/policy";
import { type OpenList, requireList } from "../access/require-list";
import { requireTeam } from "../access/require-team";
import { nameOf } from "../installation/queries";
import type { UserContext } from "../platform/context";
import { teamInvitation } from "../platform/email/messages";
import { deliversMail, enqueueAll, siteUrl } from "../platform/email/send";
import { AppError } from "../platform/errors";
import { MAX_OPEN_INVITATIONS } from "../platform/limits";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/spend";
import { hashToken, newToken } from "../platform/token";
import { transaction } from "../platform/transaction";
import { revokeForInstallation } from "./installation";
import { type Invitation, isOpen } from "./queries";
import type {
  guestInviteInput,
  invitationInput,
  teamInviteInput,
  teamInvitesInput,
} from "./schema";

const DAY = 86_400_000;

const noInvitation = () =>
  new AppError("NOT_FOUND", "This invitation has already been used up or revoked.", "id");

interface To {
  /** "the team “Our Lab”" */
  what: string;
  open: SQL;
}

interface Terms
  extends Pick<typeof invitations.$inferInsert, "teamId" | "teamRole" | "listId" | "listRole"> {
  mostUses: number;
  days: number;
}

/** Creates an invitation for each address (null for anyone), if the limit of open ones allows. */
async function make(
  ctx: UserContext,
  { what, open }: To,
  emails: (string | null)[],
  { days, mostUses, ...terms }: Terms,
) {
  const [held] = await ctx.db
    .select({ open: count() })
    .from(invitations)
    .where(and(open, isOpen(ctx)));
  const left = MAX_OPEN_INVITATIONS - (held?.open ?? 0);
  if (left < emails.length) {
    throw new AppError(
      "CONFLICT",
      left > 0
        ? `Only ${left} more can be invited: at most ${MAX_OPEN_INVITATIONS} invitations may be open. Revoke some of them first.`
        : `There are already ${MAX_OPEN_INVITATIONS} open invitations. Revoke some of them first.`,
    );
  }
  const made = emails.map((email) => ({ email, token: newToken(), what, days }));
  if (made.length === 0) return made;
  await ctx.db.insert(invitations).values(
    made.map(({ email, token }) => ({
      ...terms,
      email,
      mostUses: email ? 1 : mostUses,
      tokenHash: hashToken(token),
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      expires: new Date(ctx.now().getTime() + days * DAY),
    })),
  );
  return made;
}

type Made = Awaited<ReturnType<typeof make>>[number];
type Delivered = Awaited<ReturnType<typeof deliver>>[number];

const pathOf = (token: string) => `/join/${token}`;

/** Counted before any lookup, whether or not there is such an account. */
async function countInvitations(ctx: UserContext, emails: (string | null)[]): Promise<void> {
  await spend(ctx, limits.invite, ctx.actor.userId, emails.length);
  for (const email of emails) if (email) await spend(ctx, limits.inviteTo, email);
}

/**
 * Writes the messages of invitations, in the transaction that makes them, and returns their links,
 * which are shown only once.
 */
async function deliver(tx: UserContext, made: Made[]) {
  const site = await nameOf(tx);
  const inviter = tx.actor.name;
  const messages = made.flatMap(({ token, email, what, days }) =>
    email ? [teamInvitation(site, email, { inviter, what, path: pathOf(token), days })] : [],
  );
  await enqueueAll(tx, messages);
  return made.map(({ token, email }) => ({
    link: siteUrl(pathOf(token)),
    mailed: email !== null && deliversMail(),
  }));
}

/** Locks a team that the reader may invite to with this role, starting on this collection. */
async function mustInviteToTeam(
  tx: UserContext,
  { teamId, role, listId }: Pick<z.output<typeof teamInviteInput>, "teamId" | "role" | "listId">,
): Promise<To> {
  const { team, role: own } = await requireTeam(tx, { teamId }, "manage", { lock: true });
  if (!isWithinTeam(role, own)) mustInTeam(own, "own");
  if (listId) await mustBeOfTeam(tx, teamId, listId);
  return { what: `the team “${team.name}”`, open: eq(invitations.teamId, teamId) };
}

/** Invites one address, or anyone with the link, with at most the caller's own role. */
export async function inviteToTeam(ctx: UserContext, input: z.output<typeof teamInviteInput>) {
  await countInvitations(ctx, [input.email]);
  const [delivered] = await transaction(ctx, async (tx) => {
    const { email, role, ...terms } = input;
    const to = await mustInviteToTeam(tx, input);
    if (email) await mustBeNoMember(tx, terms.teamId, email);
    return deliver(tx, await make(tx, to, [email], { ...terms, teamRole: role }));
  });
  return delivered as Delivered;
}

/**
 * Invites several addresses, each by an invitation of its own. Those who are members or invited
 * already are left out, and returned.
 */
export async function inviteEachToTeam(ctx: UserContext, input: z.output<typeof teamInvitesInput>) {
  await countInvitations(ctx, input.emails);
  const { emails, role, ...terms } = input;
  return transaction(ctx, async (tx) => {
    const to = await mustInviteToTeam(tx, input);
    const members = await membersAt(tx, terms.teamId, emails);
    const open = await tx.db
      .select({ email: invitations.email })
      .from(invitations)
      .where(and(to.open, isOpen(tx), inArray(invitations.email, emails)));
    const known = new Set([...members, ...open].map(({ email }) => email));
    const left = emails.filter((email) => !known.has(email));
    const made = await make(tx, to, left, { ...terms, mostUses: 1, teamRole: role });
    const delivered = await deliver(tx, made);
    return {
      made: delivered.map((each, index) => ({ email: left[index] as string, ...each })),
      members: members.map(({ name }) => name),
      invited: [...new Set(open.map(({ email }) => email as string))],
    };
  });
}

/** The members of a team who have one of these addresses. */
const membersAt = (tx: UserContext, teamId: string, emails: string[]) =>
  tx.db
    .select({ name: users.name, email: sql<string>`lower(${users.email})` })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(and(eq(teamMembers.teamId, teamId), inArray(sql`lower(${users.email})`, emails)));

/**
 * An invitation would do nothing for a member. Revealing that is safe: those who may invite can see
 * the members.
 */
async function mustBeNoMember(tx: UserContext, teamId: string, email: string): Promise<void> {
  const [member] = await membersAt(tx, teamId, [email]);
  if (member) {
    throw new AppError("CONFLICT", `${member.name} is already a member of this team.`, "email");
  }
}

/** The same for a user with an equal or higher role on the collection. */
async function mustGainARole(
  tx: UserContext,
  { list, team }: OpenList,
  email: string,
  role: ListRole,
): Promise<void> {
  const [person] = await tx.db
    .select({ name: users.name, teamRole: teamMembers.role, namedRole: listMembers.role })
    .from(users)
    .leftJoin(
      teamMembers,
      and(eq(teamMembers.userId, users.id), eq(teamMembers.teamId, team?.id ?? "")),
    )
    .leftJoin(listMembers, and(eq(listMembers.userId, users.id), eq(listMembers.listId, list.id)))
    .where(eq(sql`lower(${users.email})`, email));
  const held = person && roleOnCollection({ ...list, ...person });
  if (held && isWithin(role, held)) {
    const message = `${person.name} can open this collection already, as ${held}.`;
    throw new AppError("CONFLICT", message, "email");
  }
}

async function mustBeOfTeam(tx: UserContext, teamId: string, listId: string): Promise<void> {
  await requireList(tx, listId, "read");
  const [own] = await tx.db
    .select({ id: lists.id })
    .from(lists)
    .where(and(eq(lists.id, listId), eq(lists.ownerTeamId, teamId)));
  if (!own) throw new AppError("NOT_FOUND", "This collection is not the team’s.", "listId");
}

/** Invites a guest to one collection, with at most the reader's own role. */
export async function inviteToList(ctx: UserContext, input: z.output<typeof guestInviteInput>) {
  await countInvitations(ctx, [input.email]);
  const [delivered] = await transaction(ctx, async (tx) => {
    const { email, listId, role, ...terms } = input;
    const open = await requireList(tx, listId, "manage", { lock: true });
    const { list, team, role: own } = open;
    if (!team) {
      throw new AppError("BAD_REQUEST", "A reading list belongs to its owner alone.", "listId");
    }
    if (!isWithin(role, own)) {
      throw new AppError("FORBIDDEN", "You cannot grant a role above your own.", "role");
    }
    if (email) await mustGainARole(tx, open, email, role);
    const to = { what: `the collection “${list.name}”`, open: eq(invitations.listId, listId) };
    return deliver(tx, await make(tx, to, [email], { ...terms, listId, listRole: role }));
  });
  return delivered as Delivered;
}

/**
 * Loads and locks an invitation that the reader could have made. Throws `NOT_FOUND` if they may not
 * see it.
 */
async function own(tx: UserContext, id: string): Promise<Invitation & { what: string }> {
  const [invitation] = await tx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), isOpen(tx)))
    .for("update");
  if (!invitation) throw noInvitation();
  const { teamId, teamRole, listId } = invitation;
  if (teamId && teamRole) {
    const { team, role } = await requireTeam(tx, { teamId }, "manage").catch(asMissing);
    if (!isWithinTeam(teamRole, role)) mustInTeam(role, "own");
    return { ...invitation, what: `the team “${team.name}”` };
  }
  if (listId) {
    const { list } = await requireList(tx, listId, "manage").catch(asMissing);
    return { ...invitation, what: `the collection “${list.name}”` };
  }
  throw noInvitation();
}

/** Hides from members without the right to invite which invitations exist. */
const asMissing = (error: unknown) => {
  throw error instanceof AppError ? noInvitation() : error;
};

/** Revokes an invitation: its link, and sign-ups begun with it, no longer work. */
export async function revoke(ctx: UserContext, { id }: z.output<typeof invitationInput>) {
  if (await revokeForInstallation(ctx, id)) return;
  await transaction(ctx, async (tx) => {
    const invitation = await own(tx, id);
    await tx.db.delete(invitations).where(eq(invitations.id, invitation.id));
  });
}

/** Gives an invitation a new link, valid for a week from now; the old one stops working. */
export async function resend(ctx: UserContext, { id }: z.output<typeof invitationInput>) {
  const [delivered] = await transaction(ctx, async (tx) => {
    const { email, what } = await own(tx, id);
    await countInvitations(tx, [email]);
    const token = newToken();
    const days = 7;
    await tx.db.delete(pendingSignUps).where(eq(pendingSignUps.invitationId, id));
    await tx.db
      .update(invitations)
      .set({
        tokenHash: hashToken(token),
        // from now on, the user who sent it last vouches for it
        createdBy: ctx.actor.userId,
        createdAt: ctx.now(),
        expires: new Date(ctx.now().getTime() + days * DAY),
      })
      .where(eq(invitations.id, id));
    return deliver(tx, [{ token, email, what, days }]);
  });
  return delivered as Delivered;
}
