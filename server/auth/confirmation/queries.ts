import { and, count, eq } from "drizzle-orm";
import { accounts } from "@/db/schema/auth";
import { passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import type { Context, UserContext } from "../../platform/context";
import { deliversMail } from "../../platform/email/send";
import { configuredProviders } from "../oauth/providers";
import { assertionOptions } from "../passkeys/queries";
import { passkeyAddress } from "../passkeys/relying-party";
import { isConfirmed } from "../sessions/queries";

/** Whether the user has a password, and how many passkeys: the preferred ways to confirm. */
export async function ownFactors(ctx: Context, userId: string) {
  const { relyingParty } = passkeyAddress();
  const [[user], [keys]] = await Promise.all([
    ctx.db.select().from(users).where(eq(users.id, userId)),
    ctx.db
      .select({ count: count() })
      .from(passkeys)
      .where(and(eq(passkeys.userId, userId), eq(passkeys.rpId, relyingParty?.id ?? ""))),
  ]);
  return { password: Boolean(user?.passwordHash), passkey: (keys?.count ?? 0) > 0 };
}

/** Whether signing in by mail or by a provider confirms this user: only without anything better. */
export async function confirmsBySigningIn(ctx: Context, userId: string): Promise<boolean> {
  const { password, passkey } = await ownFactors(ctx, userId);
  return !password && !passkey;
}

/**
 * How the reader can confirm: by password or passkey; without either, by a mailed code or by
 * signing in again with a connected provider.
 */
export async function confirmationMeans(ctx: UserContext) {
  const { userId, sessionId } = ctx.actor;
  const own = await ownFactors(ctx, userId);
  const weak = !own.password && !own.passkey;
  const connected = weak
    ? await ctx.db
        .select({ provider: accounts.provider })
        .from(accounts)
        .where(eq(accounts.userId, userId))
    : [];
  return {
    confirmed: await isConfirmed(ctx),
    password: own.password,
    /** WebAuthn options for the browser. */
    passkey: await assertionOptions(ctx, { purpose: "confirm", subject: sessionId, userId }),
    mail: weak && deliversMail(),
    providers: configuredProviders().filter(({ id }) =>
      connected.some(({ provider }) => provider === id),
    ),
  };
}

export type ConfirmationMeans = Awaited<ReturnType<typeof confirmationMeans>>;
