import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { UserContext } from "../platform/context";
import { invitation as letter } from "../platform/email/messages";
import { enqueue, sendsMail, siteUrl } from "../platform/email/send";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { hashToken, newToken } from "../platform/token";
import type { inviteInput } from "./schema";

const WEEK = 7 * 86_400_000;

/** Those that let somebody have an account, and are to no team and no collection. */
const forInstallation = and(isNull(invitations.teamId), isNull(invitations.listId));

/** Only where accounts are by invitation is there anything to see. */
function requireInviting(): void {
  if (env().SIGN_UP !== "invite") {
    throw new AppError("NOT_FOUND", "This installation does not use invitations.");
  }
}

/** Makes an invitation, mails it where that is possible, and returns its link, shown only now. */
export async function invite(ctx: UserContext, input: z.output<typeof inviteInput>) {
  requireInviting();
  const token = newToken();
  await ctx.db.insert(invitations).values({
    tokenHash: hashToken(token),
    email: input.email,
    createdBy: ctx.actor.userId,
    createdAt: ctx.now(),
    expires: new Date(ctx.now().getTime() + WEEK),
  });
  const mailed = input.email !== null && sendsMail();
  if (input.email && mailed) enqueue(letter(input.email, ctx.actor.name, token));
  return { link: siteUrl(`/sign-up?invitation=${token}`), mailed };
}

/** The latest invitations and what became of them. */
export async function listInvitations(ctx: UserContext) {
  requireInviting();
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

/** Takes an unused invitation to the installation back. False where the id is of no such one. */
export async function revokeForInstallation(ctx: UserContext, id: string): Promise<boolean> {
  if (ctx.actor.role !== "administrator") return false;
  const gone = await ctx.db
    .delete(invitations)
    .where(and(eq(invitations.id, id), forInstallation, isNull(invitations.usedAt)))
    .returning({ id: invitations.id });
  return gone.length > 0;
}
