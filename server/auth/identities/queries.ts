import { asc, eq } from "drizzle-orm";
import { accounts } from "@/db/schema/auth";
import { findOffer } from "../../invitations/queries";
import type { Context, UserContext } from "../../platform/context";
import { findByEmail, signUpRule } from "../sign-up/queries";

/** Whether a sign-in link for this address could work, with what may invite its holder. */
export async function maySignInByMail(
  ctx: Context,
  email: string,
  invited: Parameters<typeof findOffer>[1],
) {
  if (await findByEmail(ctx, email)) return true;
  const rule = await signUpRule(ctx);
  if (rule !== "invite") return rule !== "closed";
  return (await findOffer(ctx, invited)) !== null;
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
