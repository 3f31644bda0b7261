import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { accounts, passwordResets } from "@/db/schema/auth";
import { passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { Context, UserContext } from "../../platform/context";
import { countLetter } from "../../platform/email/asked";
import { passwordChanged, resetPassword as resetLetter } from "../../platform/email/messages";
import { enqueue, siteUrl } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import * as limits from "../../platform/rate-limits/limits";
import { clear, spend } from "../../platform/rate-limits/spend";
import { hashToken, newToken } from "../../platform/token";
import { transaction } from "../../platform/transaction";
import type { passwordForm, resetForm } from "../schema";
import { endSessionsOf, type Session, startSession } from "../sessions/mutations";
import { requireConfirmed } from "../sessions/queries";
import { hashPassword, inTurn } from "./hash";
import { faultOf } from "./policy";

const HOUR = 3_600_000;

const SPENT = "This link has been used or has expired. Ask for a new one.";

export async function storePasswordHash(ctx: Context, userId: string, passwordHash: string) {
  await ctx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/**
 * Writes a message with a link to set a new password, if there is such an account. The response does
 * not reveal which.
 */
export async function requestReset(
  ctx: Context,
  input: { email: string; client: string },
): Promise<void> {
  await countLetter(ctx, input);
  const site = await nameOf(ctx);
  await transaction(ctx, async (tx) => {
    const reset = await makeReset(tx, input.email);
    await enqueue(tx, reset && resetLetter(site, reset.email, reset.token));
  });
}

/**
 * Makes a reset link for the command line or an administrator, to pass on in person if no mail is
 * sent.
 */
export async function makeResetLink(ctx: Context, input: { email: string }): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== "system" && !(actor.kind === "user" && actor.role === "administrator")) {
    throw new AppError("FORBIDDEN", "Only an administrator may do this.");
  }
  const reset = await makeReset(ctx, input.email);
  if (!reset)
    throw new AppError("NOT_FOUND", `There is no account with the address ${input.email}.`);
  return siteUrl(`/reset-password/${reset.token}`);
}

/** One statement, so that it takes as long without such an account. */
async function makeReset(ctx: Context, email: string) {
  const token = newToken();
  await ctx.db.delete(passwordResets).where(lt(passwordResets.expires, ctx.now()));
  const made = await ctx.db
    .insert(passwordResets)
    .select(
      ctx.db
        .select({
          tokenHash: sql<string>`${hashToken(token)}`.as("token_hash"),
          userId: users.id,
          expires: sql<Date>`${new Date(ctx.now().getTime() + HOUR).toISOString()}::timestamptz`.as(
            "expires",
          ),
          createdAt: sql<Date>`${ctx.now().toISOString()}::timestamptz`.as("created_at"),
        })
        .from(users)
        .where(eq(sql`lower(${users.email})`, email.toLowerCase())),
    )
    .returning({ userId: passwordResets.userId });
  return made.length > 0 ? { token, email } : null;
}

export async function resetOf(ctx: Context, token: string) {
  const [row] = await ctx.db
    .select({ user: users })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(
      and(eq(passwordResets.tokenHash, hashToken(token)), gt(passwordResets.expires, ctx.now())),
    );
  return row?.user ?? null;
}

/** Sets a new password from a link, once, and signs the account out everywhere. */
export async function resetPassword(
  ctx: Context,
  input: z.output<typeof resetForm> & { client: string },
): Promise<void> {
  const { user, passwordHash } = await inTurn(async () => {
    await spend(ctx, limits.linkFrom, input.client);
    const owner = await resetOf(ctx, input.token);
    if (!owner) throw new AppError("NOT_FOUND", SPENT);
    return { user: owner, passwordHash: await newHash(input.password, owner) };
  });
  await transaction(ctx, async (tx) => {
    const used = await tx.db
      .delete(passwordResets)
      .where(eq(passwordResets.tokenHash, hashToken(input.token)))
      .returning({ userId: passwordResets.userId });
    if (used.length === 0) throw new AppError("NOT_FOUND", SPENT);
    await replacePassword(tx, user.id, passwordHash);
    // connections made before the address was proved may be somebody else's
    if (!user.emailVerified) await tx.db.delete(accounts).where(eq(accounts.userId, user.id));
    // but a second step stays: access to the mailbox alone does not bypass it
    if (!user.emailVerified && !user.twoStep) {
      await tx.db.delete(passkeys).where(eq(passkeys.userId, user.id));
    }
    await enqueue(tx, passwordChanged(await nameOf(tx), user.email));
  });
  await clear(ctx, limits.signInTo, user.email);
}

/**
 * Changes the reader's password, or sets a first one. Ends every session and returns a new one for
 * this browser.
 */
export async function changePassword(
  ctx: UserContext,
  input: z.output<typeof passwordForm> & { userAgent: string | null },
): Promise<Session> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new AppError("NOT_FOUND", "This account no longer exists.");
  const passwordHash = await inTurn(async () => {
    await spend(ctx, limits.changePassword, userId);
    return newHash(input.password, user);
  });
  return transaction(ctx, async (tx) => {
    await replacePassword(tx, userId, passwordHash);
    await enqueue(tx, passwordChanged(await nameOf(tx), user.email));
    const { userAgent } = input;
    return startSession(tx.db, { userId, userAgent, now: ctx.now(), confirmed: true });
  });
}

/** Hashes a password, after checking that it is strong enough for its owner. */
async function newHash(password: string, owner: { name: string; email: string }): Promise<string> {
  const fault = await faultOf(password, owner);
  if (fault) throw new AppError("BAD_REQUEST", fault, "password");
  return hashPassword(password);
}

/** Sets a password, and ends every session and reset link. */
async function replacePassword(ctx: Context, userId: string, passwordHash: string): Promise<void> {
  await storePasswordHash(ctx, userId, passwordHash);
  await ctx.db.delete(passwordResets).where(eq(passwordResets.userId, userId));
  await endSessionsOf(ctx, userId);
}
