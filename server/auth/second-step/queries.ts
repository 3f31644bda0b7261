import { and, count, eq, gt, isNotNull } from "drizzle-orm";
import { authenticators, recoveryCodes, secondSteps } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { Context, UserContext } from "../../platform/context";
import { hasSecret } from "../../platform/derived-key";
import { unseal } from "../../platform/sealed";
import { hashToken } from "../../platform/token";
import { assertionOptions, usablePasskeys } from "../passkeys/queries";
import { isConfirmed } from "../sessions/queries";
import { enrolment, SEALED_FOR } from "./totp";

/** How long a new authenticator may wait for its first code. */
const ENROLMENT_MS = 30 * 60_000;

/** Whether this user's sign-in requires a second step. */
export async function needsSecondStep(ctx: Context, userId: string): Promise<boolean> {
  const [user] = await ctx.db
    .select({ twoStep: users.twoStep })
    .from(users)
    .where(eq(users.id, userId));
  return user?.twoStep ?? false;
}

/** Whether the user has an active authenticator app. */
export async function hasAuthenticator(ctx: Context, userId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ userId: authenticators.userId })
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.secret)));
  return row !== undefined;
}

/** What the reader's settings show of their second step. */
export async function secondStepStatus(ctx: UserContext) {
  const { userId } = ctx.actor;
  const [on, authenticator, keys, [codes]] = await Promise.all([
    needsSecondStep(ctx, userId),
    hasAuthenticator(ctx, userId),
    usablePasskeys(ctx, userId),
    ctx.db.select({ count: count() }).from(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
  ]);
  return {
    available: hasSecret(),
    on,
    authenticator,
    passkeys: keys.length,
    codesLeft: codes?.count ?? 0,
    enrolment: await openEnrolment(ctx),
  };
}

export type SecondStepStatus = Awaited<ReturnType<typeof secondStepStatus>>;

/** The authenticator that awaits its first code. For confirmed sessions only. */
async function openEnrolment(ctx: UserContext) {
  const secret = (await isConfirmed(ctx)) ? await pendingSecret(ctx) : null;
  if (!secret) return null;
  const [user] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  return user ? enrolment(secret, { issuer: await nameOf(ctx), label: user.email }) : null;
}

/** The secret of the authenticator that the reader is setting up, if any. */
export async function pendingSecret(ctx: UserContext): Promise<string | null> {
  const { userId } = ctx.actor;
  const since = new Date(ctx.now().getTime() - ENROLMENT_MS);
  const [row] = await ctx.db
    .select({ sealed: authenticators.pendingSecret })
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), gt(authenticators.pendingAt, since)));
  return row?.sealed ? unseal(row.sealed, SEALED_FOR, userId) : null;
}

/** Who owes the second step with this token; null if it was taken or has expired. */
export async function owedStep(ctx: Context, token: string | undefined) {
  if (!token) return null;
  const [row] = await ctx.db
    .select()
    .from(secondSteps)
    .where(and(eq(secondSteps.tokenHash, hashToken(token)), gt(secondSteps.expires, ctx.now())));
  return row ?? null;
}

export type OwedStep = NonNullable<Awaited<ReturnType<typeof owedStep>>>;

/** WebAuthn options for the pending second step; null if none is pending. */
export async function owedOptions(ctx: Context, { token }: { token: string }) {
  const owed = await owedStep(ctx, token);
  if (!owed) return null;
  const { userId, tokenHash: subject } = owed;
  return { passkey: await assertionOptions(ctx, { purpose: "second step", subject, userId }) };
}
