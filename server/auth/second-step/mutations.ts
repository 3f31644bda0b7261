import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { authenticators, passkeys, recoveryCodes, secondSteps } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { Context, UserContext } from "../../platform/context";
import { securityChanged } from "../../platform/email/messages";
import { enqueue } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import * as limits from "../../platform/rate-limits/limits";
import { spend } from "../../platform/rate-limits/spend";
import { seal, unseal } from "../../platform/sealed";
import { hashToken, newToken } from "../../platform/token";
import { transaction } from "../../platform/transaction";
import { usablePasskeys } from "../passkeys/queries";
import { endSessionsOf } from "../sessions/mutations";
import { requireConfirmed } from "../sessions/queries";
import type { Way } from "../sign-ins/way";
import { needsSecondStep, pendingSecret } from "./queries";
import { hashRecoveryCode, newRecoveryCode } from "./recovery-code";
import { type codeInput, plainCode } from "./schema";
import { newSecret, SEALED_FOR, stepOf } from "./totp";

const CODES = 10;

/** How long the second step may take. */
const STEP_MS = 10 * 60_000;

export const STEP_TOO_LATE = "Signing in took too long. Please start again.";

/** Records that a user has passed the first step. Returns the token for the second. */
export async function oweSecondStep(ctx: Context, input: Way & { userId: string }) {
  const token = newToken();
  const expires = new Date(ctx.now().getTime() + STEP_MS);
  await ctx.db.delete(secondSteps).where(lt(secondSteps.expires, ctx.now()));
  await ctx.db.insert(secondSteps).values({ ...input, tokenHash: hashToken(token), expires });
  return token;
}

/** Uses up the token of a pending second step: of two concurrent uses, one succeeds. */
export async function endOwedStep(ctx: Context, token: string): Promise<void> {
  const ended = await ctx.db
    .delete(secondSteps)
    .where(and(eq(secondSteps.tokenHash, hashToken(token)), gt(secondSteps.expires, ctx.now())))
    .returning({ userId: secondSteps.userId });
  if (ended.length === 0) throw new AppError("NOT_FOUND", STEP_TOO_LATE);
}

/**
 * Creates a secret for an authenticator app. An earlier one stays valid until a code confirms this
 * one.
 */
export async function startAuthenticator(ctx: UserContext): Promise<void> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  const row = { pendingSecret: seal(newSecret(), SEALED_FOR, userId), pendingAt: ctx.now() };
  await ctx.db
    .insert(authenticators)
    .values({ userId, ...row })
    .onConflictDoUpdate({ target: authenticators.userId, set: row });
}

/** Cancels the setup of an authenticator app. */
export async function cancelAuthenticator(ctx: UserContext): Promise<void> {
  await ctx.db
    .update(authenticators)
    .set({ pendingSecret: null, pendingAt: null })
    .where(eq(authenticators.userId, ctx.actor.userId));
}

/**
 * Activates the authenticator being set up, once a code shows that the app has it. From then on,
 * signing in requires the second step. Returns recovery codes if they are new.
 */
export async function enableAuthenticator(
  ctx: UserContext,
  { code }: z.output<typeof codeInput>,
): Promise<string[]> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  await spend(ctx, limits.confirmation, userId);
  const secret = await pendingSecret(ctx);
  if (!secret) throw new AppError("NOT_FOUND", "Setting up took too long. Please start again.");
  const step = stepOf(plainCode(code), secret, ctx.now());
  if (step === null) {
    throw new AppError(
      "BAD_REQUEST",
      "This is not the code that the app shows now. If that keeps happening, check the clock of your phone.",
      "code",
    );
  }
  const row = {
    secret: seal(secret, SEALED_FOR, userId),
    lastStep: step,
    pendingSecret: null,
    pendingAt: null,
  };
  return transaction(ctx, async (tx) => {
    const set = await tx.db
      .update(authenticators)
      .set(row)
      .where(eq(authenticators.userId, userId))
      .returning({ userId: authenticators.userId });
    if (set.length === 0) {
      throw new AppError(
        "CONFLICT",
        "The second step was turned off elsewhere. Please start again.",
      );
    }
    return turnOn(tx);
  });
}

/** Requires a passkey after a password, mailed link or provider. Returns new recovery codes. */
export async function requirePasskey(ctx: UserContext): Promise<string[]> {
  await requireConfirmed(ctx);
  return transaction(ctx, async (tx) => {
    const { userId } = ctx.actor;
    await tx.db.select().from(users).where(eq(users.id, userId)).for("update");
    if ((await usablePasskeys(tx, userId)).length === 0) {
      throw new AppError("CONFLICT", "Add a passkey first.");
    }
    return turnOn(tx);
  });
}

/** Turns the second step on; creates recovery codes if it was off. */
async function turnOn(ctx: UserContext): Promise<string[]> {
  const { userId } = ctx.actor;
  const turned = await ctx.db
    .update(users)
    .set({ twoStep: true })
    .where(and(eq(users.id, userId), eq(users.twoStep, false)))
    .returning({ email: users.email });
  const [user] = turned;
  if (!user) return [];
  const what = "Signing in now takes a second step.";
  await enqueue(ctx, securityChanged(await nameOf(ctx), user.email, what));
  return replaceCodes(ctx, userId);
}

/** Creates ten new recovery codes, shown once. The old ones become invalid. */
export async function renewRecoveryCodes(ctx: UserContext): Promise<string[]> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  if (!(await needsSecondStep(ctx, userId))) {
    throw new AppError("CONFLICT", "The second step is off, so there are no recovery codes.");
  }
  return transaction(ctx, (tx) => replaceCodes(tx, userId));
}

async function replaceCodes(ctx: Context, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  // of two concurrent calls, the later one's codes count
  await ctx.db.select().from(users).where(eq(users.id, userId)).for("update");
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: hashRecoveryCode(code, userId) })));
  return codes;
}

/** Turns the second step off: deletes the authenticator and the recovery codes, keeps passkeys. */
export async function turnOffSecondStep(ctx: UserContext): Promise<void> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  await transaction(ctx, async (tx) => {
    await forgetSecondStep(tx, userId);
    const [user] = await tx.db.select().from(users).where(eq(users.id, userId));
    if (!user) return;
    const what = "Signing in no longer takes a second step.";
    await enqueue(tx, securityChanged(await nameOf(tx), user.email, what));
  });
}

/** Deletes a user's authenticator and recovery codes. Call inside a transaction. */
async function forgetSecondStep(ctx: Context, userId: string): Promise<void> {
  await ctx.db.update(users).set({ twoStep: false }).where(eq(users.id, userId));
  await ctx.db.delete(authenticators).where(eq(authenticators.userId, userId));
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.db.delete(secondSteps).where(eq(secondSteps.userId, userId));
}

/**
 * For the command line, when a reader has lost their second step: deletes their passkeys,
 * authenticator and recovery codes, and ends every session. Keeps the password.
 */
export async function removeSecondStep(ctx: Context, input: { email: string }): Promise<void> {
  if (ctx.actor.kind !== "system")
    throw new AppError("FORBIDDEN", "Only the command line may do this.");
  await transaction(ctx, async (tx) => {
    const [user] = await tx.db
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, input.email.toLowerCase()))
      .for("update");
    if (!user) {
      throw new AppError("NOT_FOUND", `There is no account with the address ${input.email}.`);
    }
    await removeSecondStepOf(tx, user.id);
  });
}

/**
 * Deletes a user's passkeys, authenticator and recovery codes, and ends every session. Call inside a
 * transaction, for one who may do this to the account.
 */
export async function removeSecondStepOf(tx: Context, userId: string): Promise<void> {
  await forgetSecondStep(tx, userId);
  await tx.db.delete(passkeys).where(eq(passkeys.userId, userId));
  await endSessionsOf(tx, userId);
}

/**
 * Checks a code of the user's app, from a time step not used before, or one of their recovery
 * codes, and uses it up.
 */
export async function acceptCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const plain = plainCode(code);
  return /^\d{6}$/.test(plain)
    ? acceptAuthenticatorCode(ctx, userId, plain)
    : acceptRecoveryCode(ctx, userId, plain);
}

async function acceptAuthenticatorCode(
  ctx: Context,
  userId: string,
  code: string,
): Promise<boolean> {
  const [row] = await ctx.db
    .select({ sealed: authenticators.secret })
    .from(authenticators)
    .where(eq(authenticators.userId, userId));
  if (!row?.sealed) return false;
  const secret = unseal(row.sealed, SEALED_FOR, userId);
  if (!secret) {
    throw new AppError(
      "CONFLICT",
      "Codes of your app cannot be checked, because AUTH_SECRET was changed on this server. Use a recovery code, or ask an administrator.",
    );
  }
  const step = stepOf(code, secret, ctx.now());
  if (step === null) return false;
  const accepted = await ctx.db
    .update(authenticators)
    .set({ lastStep: step })
    .where(
      and(
        eq(authenticators.userId, userId),
        or(isNull(authenticators.lastStep), lt(authenticators.lastStep, step)),
      ),
    )
    .returning({ userId: authenticators.userId });
  return accepted.length > 0;
}

async function acceptRecoveryCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const used = await ctx.db
    .delete(recoveryCodes)
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, hashRecoveryCode(code, userId)),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return used.length > 0;
}
