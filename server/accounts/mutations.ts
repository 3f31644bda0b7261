import { and, asc, eq, inArray, isNotNull, ne, notExists, or, sql } from "drizzle-orm";
import { alias, union } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { invitations, verificationTokens } from "@/db/schema/auth";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { lockLists } from "../access/require-list";
import { requireConfirmed } from "../auth/sessions/queries";
import { takeTurns } from "../auth/sign-up/mutations";
import type { User } from "../auth/sign-up/queries";
import { notifyAccess } from "../live/notify";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import type { Context, UserContext } from "../platform/context";
import { AppError, violatedConstraint } from "../platform/errors";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/spend";
import { transaction } from "../platform/transaction";
import { withdrawAll } from "../votes/mutations";
import { isOnlyAdministrator, ownedAlone, possibleSuccessors } from "./queries";
import type { deleteAccountInput, hideVotesInput, renameInput } from "./schema";

/** Renames the reader, also on cached pages: the name is beside their votes and notes. */
export async function rename(ctx: UserContext, input: z.output<typeof renameInput>) {
  if (input.name === ctx.actor.name) return;
  await spend(ctx, limits.rename, ctx.actor.userId);
  await transaction(ctx, async (tx) => {
    await tx.db.update(users).set({ name: input.name }).where(eq(users.id, ctx.actor.userId));
    await invalidate(tx, [EVERYTHING]);
  });
}

/** Shows the reader's name beside their votes to everyone, or only to their teams. */
export async function hideVotes(ctx: UserContext, { hidesVotes }: z.output<typeof hideVotesInput>) {
  const me = ctx.actor.userId;
  const otherwise = and(eq(users.id, me), ne(users.hidesVotes, hidesVotes));
  await transaction(ctx, async (tx) => {
    const changed = await tx.db
      .update(users)
      .set({ hidesVotes })
      .where(otherwise)
      .returning({ id: users.id });
    if (changed.length === 0) return;
    await spend(tx, limits.rename, me);
    await invalidate(tx, [EVERYTHING]);
  });
}

/** Deletes the reader's own account. The only administrator must first make somebody else one. */
export async function deleteAccount(ctx: UserContext, input: z.output<typeof deleteAccountInput>) {
  await requireConfirmed(ctx);
  await mustBeMeant(ctx, input.email);
  const deleted = transaction(ctx, async (tx) => {
    await takeTurns(tx);
    const user = await own(tx);
    await mustLeaveAdministrator(tx, user);
    await erase(tx, user, input.successors);
  });
  await deleted.catch((error) => {
    if (violatedConstraint(error) !== "team_keeps_an_owner") throw error;
    throw new AppError(
      "CONFLICT",
      "You have just become the owner of another team. Reload this page to see what happens to it.",
    );
  });
}

/**
 * Deletes the actor's account, in a transaction that has taken its turn. Deletes what was theirs
 * alone: library, reading lists, private notes, votes, roles, sessions. Keeps, without their name,
 * what they wrote and added for others. A team that only they owned goes to the named successor,
 * else to its longest-standing admin, else to its longest-standing member; if nobody is left, it is
 * dissolved.
 */
export async function erase(
  tx: UserContext,
  { email }: User,
  successors: Record<string, string>,
): Promise<void> {
  const { userId } = tx.actor;
  await transferTeams(tx, successors);
  await lockNamedLists(tx);
  await withdrawAll(tx, userId);
  await forgetNotes(tx);
  await tx.db.delete(invitations).where(eq(invitations.createdBy, userId));
  await tx.db.delete(verificationTokens).where(eq(verificationTokens.identifier, email));
  await tx.db.delete(users).where(eq(users.id, userId));
  await notifyAccess(tx, { userId });
  // the name is on pages with their votes and notes
  await invalidate(tx, [EVERYTHING]);
}

/**
 * Refuses what would leave accounts without an administrator who can sign in, in a transaction that
 * has taken its turn. An installation without any account has none.
 */
export async function mustLeaveAdministrator(ctx: Context, { id, role, blockedAt }: User) {
  if (role !== "administrator" || blockedAt) return;
  if (await isOnlyAdministrator(ctx, id)) throw new AppError("CONFLICT", ONLY_ADMINISTRATOR);
}

const ONLY_ADMINISTRATOR =
  "This is the only administrator. Make somebody else an administrator first.";

async function own(ctx: UserContext): Promise<User> {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  if (!user) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return user;
}

/** Requires the typed email address, so that nobody deletes an account by mistake. */
async function mustBeMeant(ctx: UserContext, typed: string): Promise<void> {
  const user = await own(ctx);
  if (typed.trim().toLowerCase() === user.email.toLowerCase()) return;
  throw new AppError("BAD_REQUEST", "Please type the address of your account.", "email");
}

/** Transfers every team that only the reader owns, or dissolves it. */
async function transferTeams(tx: UserContext, successors: Record<string, string>): Promise<void> {
  const me = tx.actor.userId;
  const mine = tx.db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(eq(teamMembers.userId, me));
  // nobody changes roles, joins or leaves until this commits
  const held = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(or(inArray(teams.id, mine), eq(teams.createdBy, me)))
    .orderBy(asc(teams.id))
    .for("update");
  for (const team of await ownedAlone(tx, me)) {
    const others = await possibleSuccessors(tx, team.id, me);
    const named = successors[team.id];
    const successor = others.find(({ userId }) => userId === named) ?? others[0];
    if (named && successor?.userId !== named) {
      throw new AppError(
        "CONFLICT",
        `The person you chose for “${team.name}” is no longer in the team. Please choose someone else.`,
        `successor.${team.id}`,
      );
    }
    if (successor) await promote(tx, team.id, successor.userId);
    else if (!team.dissolvedAt) await dissolve(tx, team.id);
  }
  for (const { id: teamId } of held) await notifyAccess(tx, { teamId });
}

/** Locks every list that names the account: each loses a member. */
async function lockNamedLists(tx: UserContext): Promise<void> {
  const me = tx.actor.userId;
  const { db } = tx;
  const named = await union(
    db
      .select({ id: lists.id })
      .from(lists)
      .where(or(eq(lists.ownerUserId, me), eq(lists.createdBy, me), eq(lists.deletedBy, me))),
    db
      .select({ id: listMembers.listId })
      .from(listMembers)
      .where(or(eq(listMembers.userId, me), eq(listMembers.grantedBy, me))),
    db
      .select({ id: listItems.listId })
      .from(listItems)
      .where(or(eq(listItems.addedBy, me), eq(listItems.noteBy, me), eq(listItems.deletedBy, me))),
  );
  await lockLists(tx, { listIds: named.map(({ id }) => id) });
}

const promote = (tx: UserContext, teamId: string, userId: string) =>
  tx.db
    .update(teamMembers)
    .set({ role: "owner" })
    .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId)));

const dissolve = (tx: UserContext, teamId: string) =>
  tx.db.update(teams).set({ dissolvedAt: tx.now() }).where(eq(teams.id, teamId));

/** Deletes private notes, and deleted notes without replies; other notes lose their author. */
async function forgetNotes(tx: UserContext): Promise<void> {
  const answer = alias(annotations, "answer");
  const answers = tx.db
    .select({ one: sql`1` })
    .from(answer)
    .where(eq(answer.parentId, annotations.id));
  const unseen = and(isNotNull(annotations.deletedAt), notExists(answers));
  await tx.db
    .delete(annotations)
    .where(
      and(eq(annotations.authorId, tx.actor.userId), or(eq(annotations.audience, "me"), unseen)),
    );
}
