import { createHash } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import { accounts } from "@/db/schema/auth";
import { passkeys, spentChallenges } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { Context, UserContext } from "../../platform/context";
import { securityChanged } from "../../platform/email/messages";
import { deliversMail, enqueue } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import { MAX_PASSKEYS } from "../../platform/limits";
import { transaction } from "../../platform/transaction";
import { hasAuthenticator } from "../second-step/queries";
import { requireConfirmed } from "../sessions/queries";
import { expiryOf, type Purpose } from "./challenge";
import { requireRelyingParty } from "./relying-party";
import type { Assertion, passkeyInput, registerInput } from "./schema";

/** Accepts one of our challenges; `spend` marks it as used, so that it works only once. */
function challengeFor(ctx: Context, purpose: Purpose, subject: string) {
  let accepted: { hash: string; expires: Date } | undefined;
  return {
    accept(challenge: string) {
      const expires = expiryOf(challenge, purpose, subject, ctx.now());
      if (expires) {
        accepted = { hash: createHash("sha256").update(challenge).digest("base64url"), expires };
      }
      return expires !== null;
    },
    async spend() {
      await ctx.db.delete(spentChallenges).where(lt(spentChallenges.expires, ctx.now()));
      const spent = accepted
        ? await ctx.db.insert(spentChallenges).values(accepted).onConflictDoNothing().returning()
        : [];
      if (spent.length === 0) throw new AppError("UNAUTHORIZED", REFUSED);
    },
  };
}

const REFUSED = "The passkey was not accepted. Reload the page and try again.";

const refuse = () => Promise.reject(new AppError("UNAUTHORIZED", REFUSED));

/** Stores a new passkey of the reader's browser, named after that browser. */
export async function registerPasskey(
  ctx: UserContext,
  { response, name }: z.output<typeof registerInput> & { name: string },
): Promise<void> {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  const relyingParty = requireRelyingParty();
  const challenge = challengeFor(ctx, "register", userId);
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge.accept,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
  }).catch(refuse);
  if (!registrationInfo) throw new AppError("UNAUTHORIZED", REFUSED);
  const { credential } = registrationInfo;
  await challenge.spend();
  await transaction(ctx, async (tx) => {
    const [owner] = await tx.db.select().from(users).where(eq(users.id, userId)).for("update");
    const own = await tx.db
      .select({ id: passkeys.id })
      .from(passkeys)
      .where(eq(passkeys.userId, userId));
    if (own.length >= MAX_PASSKEYS) {
      throw new AppError("CONFLICT", "Twenty passkeys are enough. Remove one first.");
    }
    const kept = await tx.db
      .insert(passkeys)
      .values({
        userId,
        name,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString("base64url"),
        counter: credential.counter,
        transports: response.response.transports ?? [],
        rpId: relyingParty.id,
      })
      .onConflictDoNothing()
      .returning();
    if (kept.length === 0) throw new AppError("CONFLICT", "This passkey has already been added.");
    if (!owner) return;
    await enqueue(tx, securityChanged(await nameOf(tx), owner.email, "A passkey was added."));
  });
}

/**
 * Checks the response to a challenge and uses the challenge up. Returns the passkey's owner, who
 * must be `userId` if given.
 */
export async function acceptPasskey(
  ctx: Context,
  input: { response: Assertion; purpose: Purpose; subject: string; userId?: string },
): Promise<string> {
  const relyingParty = requireRelyingParty();
  const { response, purpose, subject, userId } = input;
  const [passkey] = await ctx.db
    .select()
    .from(passkeys)
    .where(
      and(eq(passkeys.credentialId, response.id), userId ? eq(passkeys.userId, userId) : undefined),
    );
  if (!passkey) {
    throw new AppError(
      "UNAUTHORIZED",
      "This passkey is not known here: it was removed, or belongs to another account.",
    );
  }
  const challenge = challengeFor(ctx, purpose, subject);
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge.accept,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(refuse);
  if (!verified) throw new AppError("UNAUTHORIZED", REFUSED);
  await challenge.spend();
  await ctx.db
    .update(passkeys)
    .set({ counter: authenticationInfo.newCounter, lastUsedAt: ctx.now() })
    .where(eq(passkeys.id, passkey.id));
  return passkey.userId;
}

/** Removes a passkey, but never the last way to sign in, nor the last second step. */
export async function removePasskey(ctx: UserContext, { id }: z.output<typeof passkeyInput>) {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  await transaction(ctx, async (tx) => {
    const [user] = await tx.db.select().from(users).where(eq(users.id, userId)).for("update");
    const own = await tx.db.select().from(passkeys).where(eq(passkeys.userId, userId));
    if (!user || !own.some((passkey) => passkey.id === id)) {
      throw new AppError("NOT_FOUND", "This passkey was already removed.");
    }
    if (own.length === 1) {
      const connected = await tx.db.select().from(accounts).where(eq(accounts.userId, userId));
      if (!user.passwordHash && connected.length === 0 && !deliversMail()) {
        throw new AppError("CONFLICT", "Set a password first: this is your only way to sign in.");
      }
      if (user.twoStep && !(await hasAuthenticator(tx, userId))) {
        throw new AppError(
          "CONFLICT",
          "This passkey is your second step: set up an authenticator app first, or turn the second step off.",
        );
      }
    }
    await tx.db.delete(passkeys).where(eq(passkeys.id, id));
    await enqueue(tx, securityChanged(await nameOf(tx), user.email, "A passkey was removed."));
  });
}
