import { asc, eq } from "drizzle-orm";
import { accounts } from "@/db/schema/auth";
import { findOffer } from "../../invitations/queries";
import type { Context, UserContext } from "../../platform/context";
import { findByEmail, signUpRule } from "../sign-up/queries";

/** Whether a sign-in link for this address could work. */
export async function maySignInByMail(ctx: Context, email: string, invitationToken?: string) {
  if (await findByEmail(ctx, email)) return true;
  const rule = await signUpRule(ctx);
  if (rule !== "invite") return rule !== "closed";
  const by = { token: invitationToken, provenEmail: email };
  return (await findOffer(ctx, by)) !== null;
}

/** The providers connected to the reader's account. */
export async function connections(ctx: UserContext): Promise<string[]> {
  const rows = await ctx.db
    .select({ provider: accounts.provider })
    .from(accounts)
    .where(eq(accounts.userId, ctx.actor.userId))
    .orderBy(asc(accounts.provider));
  return [...new Set(rows.map((row) => row.provider))];
}
