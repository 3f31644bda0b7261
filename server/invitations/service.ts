import { and, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { Context, UserContext } from "../context";
import { env } from "../env";
import { AppError } from "../errors";
import { invitation as letter } from "../mail/letters";
import { post, sendsMail, siteUrl } from "../mail/send";
import { hashToken, newToken } from "../sessions/service";
import type { inviteInput, revokeInput } from "./schema";

const WEEK = 7 * 86_400_000;

const SPENT =
  "This invitation has been used, has expired, was taken back, or is for another address. Ask an administrator for a new one.";

/** Only where accounts are by invitation is there anything to see. */
function requireInviting(): void {
  if (env().SIGN_UP !== "invite") {
    throw new AppError("NOT_FOUND", "Accounts on this installation are not by invitation.");
  }
}

const isOpen = (ctx: Context) =>
  and(lt(invitations.uses, invitations.mostUses), gt(invitations.expires, ctx.now()));

/** The open invitation of this link; or, for an address that is proven, the one bound to it. */
export async function findInvitation(ctx: Context, by: { token?: string; provenEmail?: string }) {
  const [found] = await ctx.db
    .select({ id: invitations.id, email: invitations.email })
    .from(invitations)
    .where(
      and(
        isOpen(ctx),
        or(
          by.token ? eq(invitations.tokenHash, hashToken(by.token)) : sql`false`,
          by.provenEmail ? eq(invitations.email, by.provenEmail.toLowerCase()) : sql`false`,
        ),
      ),
    )
    .limit(1);
  return found ?? null;
}

/** Uses an invitation up for this new account; refused if it is spent or not theirs. */
export async function spendInvitation(
  ctx: Context,
  input: { id: string | null | undefined; userId: string; email: string },
): Promise<void> {
  if (!input.id) throw new AppError("FORBIDDEN", "Accounts here are by invitation only.");
  const used = await ctx.db
    .update(invitations)
    .set({ uses: sql`${invitations.uses} + 1`, usedBy: input.userId, usedAt: ctx.now() })
    .where(
      and(
        eq(invitations.id, input.id),
        isOpen(ctx),
        or(isNull(invitations.email), eq(invitations.email, input.email.toLowerCase())),
      ),
    )
    .returning({ id: invitations.id });
  if (used.length === 0) throw new AppError("FORBIDDEN", SPENT);
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
  if (input.email && mailed) post(letter(input.email, ctx.actor.name, token));
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
    .orderBy(desc(invitations.createdAt))
    .limit(100);
  return rows.map((row) => ({
    ...row,
    state: row.usedAt ? "used" : row.expires <= ctx.now() ? "expired" : "open",
  }));
}

/** Takes an unused invitation back. */
export async function revokeInvitation(ctx: UserContext, input: z.output<typeof revokeInput>) {
  requireInviting();
  const gone = await ctx.db
    .delete(invitations)
    .where(and(eq(invitations.id, input.id), isNull(invitations.usedAt)))
    .returning({ id: invitations.id });
  if (gone.length === 0) {
    throw new AppError("NOT_FOUND", "This invitation has been used or taken back already.");
  }
}
