import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { nameOf, signUpPolicy } from "../installation/queries";
import type { UserContext } from "../platform/context";
import { invitation as letter } from "../platform/email/messages";
import { deliversMail, enqueue, siteUrl } from "../platform/email/send";
import { AppError } from "../platform/errors";
import { hashToken, newToken } from "../platform/token";
import { transaction } from "../platform/transaction";
import type { inviteInput } from "./schema";

const WEEK = 7 * 86_400_000;

/** Invitations to have an account, without a team or collection. */
const forInstallation = and(isNull(invitations.teamId), isNull(invitations.listId));

/** Creates an invitation, writes its message, and returns its link, which is shown only once. */
export async function invite(ctx: UserContext, input: z.output<typeof inviteInput>) {
  if ((await signUpPolicy(ctx)) === "closed") {
    throw new AppError(
      "CONFLICT",
      "There are no new accounts here, so an invitation would not work. Change that under Administration first.",
    );
  }
  const token = newToken();
  const { email } = input;
  await transaction(ctx, async (tx) => {
    await tx.db.insert(invitations).values({
      tokenHash: hashToken(token),
      email,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      expires: new Date(ctx.now().getTime() + WEEK),
    });
    if (email) await enqueue(tx, letter(await nameOf(tx), email, ctx.actor.name, token));
  });
  return {
    link: siteUrl(`/sign-up?invitation=${token}`),
    mailed: email !== null && deliversMail(),
  };
}

/** The latest invitations and their status. */
export async function listInvitations(ctx: UserContext) {
  const rows = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      createdAt: invitations.createdAt,
      expires: invitations.expires,
      usedAt: invitations.usedAt,
      usedBy: users.name,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.usedBy))
    .where(forInstallation)
    .orderBy(desc(invitations.createdAt))
    .limit(100);
  return rows.map((row) => ({
    ...row,
    state: row.usedAt ? "used" : row.expires <= ctx.now() ? "expired" : "open",
  }));
}

/** Revokes an unused invitation to the installation. Returns false if the id is of no such one. */
export async function revokeForInstallation(ctx: UserContext, id: string): Promise<boolean> {
  if (ctx.actor.role !== "administrator") return false;
  const gone = await ctx.db
    .delete(invitations)
    .where(and(eq(invitations.id, id), forInstallation, isNull(invitations.usedAt)))
    .returning({ id: invitations.id });
  return gone.length > 0;
}
