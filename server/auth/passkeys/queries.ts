import { and, asc, count, eq, ne } from "drizzle-orm";
import { passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { requireConfirmed } from "../sessions/queries";
import { newChallenge, type Purpose } from "./challenge";
import { passkeyAddress, requireRelyingParty } from "./relying-party";

/** Loaded with the first passkey: with all that reads certificates, it is large. */
const library = () => import("@simplewebauthn/server");

const columns = {
  id: passkeys.id,
  name: passkeys.name,
  rpId: passkeys.rpId,
  createdAt: passkeys.createdAt,
  lastUsedAt: passkeys.lastUsedAt,
};

/**
 * The reader's passkeys, `usable` if they were made for the site's current address; and that
 * address, or why there can be no passkeys.
 */
export async function listPasskeys(ctx: UserContext) {
  const rows = await ctx.db
    .select(columns)
    .from(passkeys)
    .where(eq(passkeys.userId, ctx.actor.userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
  const { relyingParty, reason } = passkeyAddress();
  return {
    passkeys: rows.map((row) => ({ ...row, usable: row.rpId === relyingParty?.id })),
    origin: relyingParty?.origin ?? null,
    reason,
  };
}

export type OwnPasskeys = Awaited<ReturnType<typeof listPasskeys>>;

/** How many passkeys were made for another address and work only there. */
export async function countStranded(ctx: Context): Promise<number> {
  const { relyingParty } = passkeyAddress();
  const [row] = await ctx.db
    .select({ count: count() })
    .from(passkeys)
    .where(ne(passkeys.rpId, relyingParty?.id ?? ""));
  return row?.count ?? 0;
}

/** The user's passkeys that work at the site's current address. */
export async function usablePasskeys(ctx: Context, userId: string) {
  const { relyingParty } = passkeyAddress();
  if (!relyingParty) return [];
  return ctx.db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.rpId, relyingParty.id)));
}

/** WebAuthn options for creating a passkey. */
export async function registrationOptions(ctx: UserContext) {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  const { id: rpID } = requireRelyingParty();
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new AppError("NOT_FOUND", "This account no longer exists.");
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: await nameOf(ctx),
    rpID,
    userID: new Uint8Array(Buffer.from(userId)),
    userName: user.email,
    userDisplayName: user.name,
    challenge: newChallenge("register", userId, ctx.now()),
    excludeCredentials: await usablePasskeys(ctx, userId),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** WebAuthn options for using one of the user's passkeys; null if they have none. */
export async function assertionOptions(
  ctx: Context,
  input: { purpose: Purpose; subject: string; userId: string },
) {
  const allowCredentials = await usablePasskeys(ctx, input.userId);
  if (allowCredentials.length === 0) return null;
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: requireRelyingParty().id,
    challenge: newChallenge(input.purpose, input.subject, ctx.now()),
    allowCredentials,
    userVerification: "required",
  });
}

/**
 * WebAuthn options for signing in with any passkey for this site; null if passkeys are impossible
 * here.
 */
export async function signInOptions(ctx: Context) {
  const { relyingParty } = passkeyAddress();
  if (!relyingParty) return null;
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge: newChallenge("sign in", "", ctx.now()),
    userVerification: "required",
  });
}

export type AssertionOptions = NonNullable<Awaited<ReturnType<typeof signInOptions>>>;
