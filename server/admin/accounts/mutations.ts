import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema/users";
import { erase, mustLeaveAdministrator } from "../../accounts/mutations";
import type { Act } from "../../audit/acts";
import { logAct } from "../../audit/mutations";
import { makeResetLink } from "../../auth/passwords/mutations";
import { removeSecondStepOf } from "../../auth/second-step/mutations";
import { endSessionsOf } from "../../auth/sessions/mutations";
import { requireConfirmed } from "../../auth/sessions/queries";
import { takeTurns } from "../../auth/sign-up/mutations";
import type { User } from "../../auth/sign-up/queries";
import { nameOf } from "../../installation/queries";
import type { UserContext } from "../../platform/context";
import { securityChanged } from "../../platform/email/messages";
import { enqueue } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import type { accountInput, deleteInput, setBlockedInput, setRoleInput } from "./schema";

/**
 * Runs an act of an administrator on an account in one transaction, and logs it unless `act`
 * returns null, as it has changed nothing. Such acts, and the creation and deletion of accounts,
 * take turns: of two administrators who demote each other, the second is none by then.
 */
async function onAccount<T extends { log: Act } | null>(
  ctx: UserContext,
  userId: string,
  act: (tx: UserContext, account: User) => Promise<T>,
): Promise<T> {
  return transaction(ctx, async (tx) => {
    await takeTurns(tx);
    const find = (id: string) => tx.db.select().from(users).where(eq(users.id, id));
    const [[actor], [account]] = await Promise.all([find(tx.actor.userId), find(userId)]);
    if (actor?.role !== "administrator" || actor.blockedAt) {
      throw new AppError("FORBIDDEN", "Only an administrator may do this.");
    }
    if (!account) throw new AppError("NOT_FOUND", "There is no such account.");
    const done = await act(tx, account);
    if (done) {
      const { id, name } = account;
      await logAct(tx, { act: done.log, subject: { id, name } });
    }
    return done;
  });
}

const LOGGED = {
  reader: "account.demote",
  curator: "account.curate",
  administrator: "account.promote",
} as const;

/** Makes somebody an administrator or a curator, or a reader again. Safe to repeat. */
export async function setRole(ctx: UserContext, { userId, role }: z.output<typeof setRoleInput>) {
  await requireConfirmed(ctx);
  await onAccount(ctx, userId, async (tx, account) => {
    if (account.role === role) return null;
    if (role !== "administrator") await mustLeaveAdministrator(tx, account);
    if (role !== "reader" && account.blockedAt) {
      throw new AppError("CONFLICT", "This account is blocked. Unblock it first.");
    }
    await tx.db.update(users).set({ role }).where(eq(users.id, userId));
    return { log: LOGGED[role] };
  });
}

/**
 * Blocks an account: it is signed out everywhere at once and cannot sign in. What it wrote stays.
 * Or unblocks it, and it can sign in again. Safe to repeat.
 */
export async function setBlocked(
  ctx: UserContext,
  { userId, blocked }: z.output<typeof setBlockedInput>,
) {
  await onAccount(ctx, userId, async (tx, account) => {
    if ((account.blockedAt !== null) === blocked) return null;
    if (blocked && userId === tx.actor.userId) {
      throw new AppError("CONFLICT", "You cannot block yourself. Ask another administrator.");
    }
    await tx.db
      .update(users)
      .set({ blockedAt: blocked ? tx.now() : null })
      .where(eq(users.id, userId));
    await endSessionsOf(tx, userId);
    return { log: blocked ? "account.block" : "account.unblock" };
  });
}

/** Signs an account out everywhere. */
export async function endSessions(ctx: UserContext, { userId }: z.output<typeof accountInput>) {
  await onAccount(ctx, userId, async (tx) => {
    await endSessionsOf(tx, userId);
    return { log: "account.end-sessions" };
  });
}

/** Makes a link with which the account's owner can set a new password, once, within an hour. */
export async function resetLink(ctx: UserContext, { userId }: z.output<typeof accountInput>) {
  await requireConfirmed(ctx);
  const { link } = await onAccount(ctx, userId, async (tx, { email }) => ({
    link: await makeResetLink(tx, { email }),
    log: "account.reset-link",
  }));
  return { link };
}

/**
 * Turns off the second step of somebody who has lost it: deletes their passkeys, authenticator and
 * recovery codes, and signs them out everywhere. Their password stays. Safe to repeat.
 */
export async function turnOffSecondStep(
  ctx: UserContext,
  { userId }: z.output<typeof accountInput>,
) {
  await requireConfirmed(ctx);
  await onAccount(ctx, userId, async (tx, account) => {
    if (userId === tx.actor.userId) {
      throw new AppError("CONFLICT", "You can turn off your own second step on its settings page.");
    }
    if (!account.twoStep) return null;
    await removeSecondStepOf(tx, userId);
    const what = "An administrator turned off your second step.";
    await enqueue(tx, securityChanged(await nameOf(tx), account.email, what));
    return { log: "account.second-step" };
  });
}

/** Deletes somebody's account, as if they did it themselves. */
export async function deleteAccountOf(
  ctx: UserContext,
  { userId, email }: z.output<typeof deleteInput>,
) {
  await requireConfirmed(ctx);
  await onAccount(ctx, userId, async (tx, account) => {
    if (userId === tx.actor.userId) {
      throw new AppError("CONFLICT", "You can delete your own account on its settings page.");
    }
    if (email.trim().toLowerCase() !== account.email.toLowerCase()) {
      throw new AppError("BAD_REQUEST", "Please type the address of the account.", "email");
    }
    const { name, role } = account;
    const actor = { ...tx.actor, userId, name, role };
    await erase({ ...tx, actor }, account, {});
    return { log: "account.delete" };
  });
}
