import { randomInt } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { z } from "zod";
import { sessions } from "@/db/schema/auth";
import { confirmationCodes } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { nameOf } from "../../installation/queries";
import type { UserContext } from "../../platform/context";
import { confirmationCode } from "../../platform/email/messages";
import { deliversMail, enqueue } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import * as limits from "../../platform/rate-limits/limits";
import { spend } from "../../platform/rate-limits/spend";
import { hashToken } from "../../platform/token";
import { transaction } from "../../platform/transaction";
import { acceptPasskey } from "../passkeys/mutations";
import { checkPassword, inTurn } from "../passwords/hash";
import { confirmsBySigningIn } from "./queries";
import type { confirmInput } from "./schema";

const CODE_MS = 10 * 60_000;

/** Checks that it is still the reader, and marks this browser's session as confirmed. */
export async function confirm(ctx: UserContext, input: z.output<typeof confirmInput>) {
  const show = async () => {
    await spend(ctx, limits.confirmation, ctx.actor.userId);
    if ("password" in input) await byPassword(ctx, input.password);
    else if ("code" in input) await byCode(ctx, input.code);
    else await byPasskey(ctx, input.passkey);
  };
  await ("password" in input ? inTurn(show) : show());
  await markConfirmed(ctx);
}

/** Marks this browser's session as confirmed now. */
export async function markConfirmed(ctx: UserContext): Promise<void> {
  await ctx.db
    .update(sessions)
    .set({ confirmedAt: ctx.now() })
    .where(eq(sessions.id, ctx.actor.sessionId));
}

async function byPassword(ctx: UserContext, password: string): Promise<void> {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  const { right } = await checkPassword(password, user?.passwordHash);
  if (!right) throw new AppError("BAD_REQUEST", "This password is wrong.", "passwordNow");
}

async function byPasskey(
  ctx: UserContext,
  response: Parameters<typeof acceptPasskey>[1]["response"],
) {
  const { userId, sessionId } = ctx.actor;
  await acceptPasskey(ctx, { response, purpose: "confirm", subject: sessionId, userId });
}

/** The code is used up: it confirms only once. */
async function byCode(ctx: UserContext, code: string): Promise<void> {
  const used = (await confirmsBySigningIn(ctx, ctx.actor.userId))
    ? await ctx.db
        .delete(confirmationCodes)
        .where(
          and(
            eq(confirmationCodes.sessionId, ctx.actor.sessionId),
            eq(confirmationCodes.codeHash, hashToken(code.replace(/\s/g, ""))),
            gt(confirmationCodes.expires, ctx.now()),
          ),
        )
        .returning({ sessionId: confirmationCodes.sessionId })
    : [];
  if (used.length > 0) return;
  throw new AppError("BAD_REQUEST", "This code is wrong or has expired.", "codeNow");
}

/** Mails a confirmation code to a reader who has neither a password nor a passkey. */
export async function mailConfirmationCode(ctx: UserContext): Promise<void> {
  const { userId, sessionId } = ctx.actor;
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user || !deliversMail() || !(await confirmsBySigningIn(ctx, userId))) {
    throw new AppError("BAD_REQUEST", "A mailed code cannot confirm this account.");
  }
  await spend(ctx, limits.mailTo, user.email);
  const code = String(randomInt(10 ** 8)).padStart(8, "0");
  const row = { codeHash: hashToken(code), expires: new Date(ctx.now().getTime() + CODE_MS) };
  await transaction(ctx, async (tx) => {
    await tx.db
      .insert(confirmationCodes)
      .values({ sessionId, ...row })
      .onConflictDoUpdate({ target: confirmationCodes.sessionId, set: row });
    await enqueue(tx, confirmationCode(await nameOf(tx), user.email, code));
  });
}
