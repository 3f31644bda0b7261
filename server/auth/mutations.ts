import { and, eq, gt, lt } from "drizzle-orm";
import type { z } from "zod";
import { pendingSignUps } from "@/db/schema/auth";
import { nameOf } from "../installation/queries";
import type { Context } from "../platform/context";
import { alreadyHere, confirmAddress } from "../platform/email/messages";
import { deliversMail, enqueue } from "../platform/email/send";
import { AppError } from "../platform/errors";
import * as limits from "../platform/rate-limits/limits";
import { clear, isRecent, purgeLimits, refund, spend } from "../platform/rate-limits/spend";
import { hashToken, newToken } from "../platform/token";
import { transaction } from "../platform/transaction";
import { checkPassword, hashPassword, inTurn } from "./passwords/hash";
import { storePasswordHash } from "./passwords/mutations";
import { faultOf } from "./passwords/policy";
import { admission } from "./queries";
import type { signInInput, signUpForm } from "./schema";
import type { Session } from "./sessions/mutations";
import { type Entry, enter, type Visitor } from "./sign-ins/entry";
import { createAccount } from "./sign-up/mutations";
import { findByEmail } from "./sign-up/queries";

/**
 * Signs in with email and password. Unknown addresses, accounts without a password and wrong
 * passwords get the same response after the same work.
 */
export async function signIn(
  ctx: Context,
  input: z.output<typeof signInInput> & Visitor,
): Promise<Entry> {
  const here = `${input.email} ${input.client}`;
  const user = await inTurn(async () => {
    await spend(ctx, limits.signInFrom, input.client);
    await spend(ctx, limits.signInHere, here);
    if (!(await isRecent(ctx, limits.knownPlace, here))) {
      await spend(ctx, limits.signInTo, input.email);
    }
    const found = await findByEmail(ctx, input.email);
    const { right, outdated } = await checkPassword(input.password, found?.passwordHash);
    if (!found || !right) {
      throw new AppError("UNAUTHORIZED", "The email or the password is wrong.", "password");
    }
    if (outdated) await storePasswordHash(ctx, found.id, await hashPassword(input.password));
    await refund(ctx, limits.signInFrom, input.client);
    await clear(ctx, limits.signInHere, here);
    return found;
  });
  await purgeLimits(ctx);
  return enter(ctx, { ...visitorOf(input), user, way: "password" });
}

/**
 * Creates an account; where mail is delivered, mails a link that does. A taken address
 * then gets the same response, and its owner a message that says so. Without mail, addresses cannot
 * be proved, a new account is usable at once, and a taken address cannot be concealed.
 */
export async function signUp(
  ctx: Context,
  input: z.output<typeof signUpForm> & Visitor & { callbackUrl?: string },
): Promise<{ session: Session | null }> {
  const account = await inTurn(async () => {
    await spend(ctx, limits.signUpFrom, input.client);
    const { refusal, invitationId } = await admission(ctx, input);
    if (refusal) throw new AppError("FORBIDDEN", refusal);
    const fault = await faultOf(input.password, input);
    if (fault) throw new AppError("BAD_REQUEST", fault, "password");
    await spend(ctx, limits.signUpAs, input.email);
    const passwordHash = await hashPassword(input.password);
    return { name: input.name, email: input.email, passwordHash, invitationId };
  });
  if (deliversMail()) {
    await mailConfirmation(ctx, account, input.callbackUrl);
    return { session: null };
  }
  const user = await createAccount(ctx, { ...account, emailVerified: null });
  if (!user) {
    throw new AppError(
      "CONFLICT",
      "There is already an account with this address. Sign in with it, or use another address.",
      "email",
    );
  }
  const { session } = await enter(ctx, { ...visitorOf(input), user, way: "password" });
  return { session };
}

const visitorOf = ({ client, userAgent }: Visitor): Visitor => ({ client, userAgent });

const DAY = 86_400_000;

async function mailConfirmation(
  ctx: Context,
  account: { name: string; email: string; passwordHash: string; invitationId: string | null },
  callbackUrl: string | undefined,
): Promise<void> {
  const token = newToken();
  const taken = await findByEmail(ctx, account.email);
  await transaction(ctx, async (tx) => {
    if (!taken) {
      await tx.db.delete(pendingSignUps).where(lt(pendingSignUps.expires, ctx.now()));
      await tx.db.insert(pendingSignUps).values({
        ...account,
        tokenHash: hashToken(token),
        createdAt: ctx.now(),
        expires: new Date(ctx.now().getTime() + DAY),
      });
    }
    const site = await nameOf(tx);
    const message = taken
      ? alreadyHere(site, account.email)
      : confirmAddress(site, account.email, token, callbackUrl);
    await enqueue(tx, message);
  });
}

/** Creates the account of a mailed link, once, and signs in. */
export async function confirmSignUp(
  ctx: Context,
  input: { token: string } & Visitor,
): Promise<Entry> {
  await spend(ctx, limits.linkFrom, input.client);
  return transaction(ctx, async (tx) => {
    const [pending] = await tx.db
      .delete(pendingSignUps)
      .where(
        and(
          eq(pendingSignUps.tokenHash, hashToken(input.token)),
          gt(pendingSignUps.expires, ctx.now()),
        ),
      )
      .returning();
    if (!pending) {
      throw new AppError(
        "NOT_FOUND",
        "This link has been used or has expired. Sign in, or create the account again.",
      );
    }
    const { name, email, passwordHash, invitationId } = pending;
    const user = await createAccount(tx, {
      name,
      email,
      passwordHash,
      invitationId,
      // without a mail server, no link proves an address
      emailVerified: deliversMail() ? ctx.now() : null,
    });
    if (!user) {
      throw new AppError("CONFLICT", "There is already an account with this address: sign in.");
    }
    return enter(tx, { ...visitorOf(input), user, way: "password" });
  });
}
