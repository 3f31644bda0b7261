import { eq, sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { accounts } from "@/db/schema/auth";
import { authenticators, passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { settings } from "../../installation/queries";
import { acceptInvitation, markUsedForAccount } from "../../invitations/joining/mutations";
import type { Context } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import { endSessionsOf } from "../sessions/mutations";
import { CLOSED, signUpRule, type User } from "./queries";

/** Serializes account creation and deletion until each transaction ends. */
export async function takeTurns(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.accounts})`);
}

/**
 * Creates an account under the rule of SIGN_UP, or returns null if the address is taken. The first
 * account becomes the installation's administrator, however many are created concurrently. A user
 * with an invitation joins its team or collection in the same transaction.
 */
export async function createAccount(
  ctx: Context,
  input: {
    name: string;
    email: string;
    passwordHash: string | null;
    emailVerified: Date | null;
    invitationId?: string | null;
  },
): Promise<User | null> {
  const { invitationId, ...columns } = input;
  return transaction(ctx, async (tx) => {
    await takeTurns(tx);
    const rule = await signUpRule(tx);
    if (rule === "closed") throw new AppError("FORBIDDEN", CLOSED);
    const { hidesVotes } = await settings(tx);
    const [user] = await tx.db
      .insert(users)
      .values({ ...columns, hidesVotes, role: rule === "first" ? "administrator" : "reader" })
      .onConflictDoNothing()
      .returning();
    if (!user) return null;
    if (rule === "invite" && !invitationId) throw new AppError("FORBIDDEN", UNINVITED);
    if (invitationId) await acceptOnSignUp(tx, invitationId, user, rule === "invite");
    await markUsedForAccount(tx, user);
    return user;
  });
}

/** Accepts the invitation. If anyone may sign up, an invalid invitation does not prevent it. */
async function acceptOnSignUp(ctx: Context, invitationId: string, user: User, needed: boolean) {
  try {
    await acceptInvitation(ctx, { id: invitationId }, user);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (needed) throw new AppError("FORBIDDEN", error.message);
  }
}

const UNINVITED = "Accounts here are by invitation only.";

/**
 * Marks the address as proved by its owner. Somebody else may have set the account up before: their
 * password, passkeys, connections and sessions end. If a second step is set up, nothing ends, and the
 * address is marked only for the reader who is signed in: of others it is asked for first.
 */
export async function proveAddress(ctx: Context, user: User): Promise<void> {
  if (user.emailVerified) return;
  if (user.twoStep) {
    if (ctx.actor.kind !== "user" || ctx.actor.userId !== user.id) return;
    await ctx.db.update(users).set({ emailVerified: ctx.now() }).where(eq(users.id, user.id));
    return;
  }
  await ctx.db.delete(accounts).where(eq(accounts.userId, user.id));
  await ctx.db.delete(passkeys).where(eq(passkeys.userId, user.id));
  await ctx.db.delete(authenticators).where(eq(authenticators.userId, user.id));
  await endSessionsOf(ctx, user.id);
  await ctx.db
    .update(users)
    .set({ emailVerified: ctx.now(), passwordHash: null })
    .where(eq(users.id, user.id));
}
