import { and, eq, gt } from "drizzle-orm";
import { pendingSignUps } from "@/db/schema/auth";
import { findOffer, type Offer } from "../invitations/queries";
import type { Context } from "../platform/context";
import { hashToken } from "../platform/token";
import { CLOSED, signUpRule } from "./sign-up/queries";

/**
 * Whether the holder of this invitation, or anyone, may create an account now; and the
 * team or collection that the invitation adds them to, which its link opens.
 */
export async function admission(ctx: Context, input: { invitation?: string }) {
  const rule = await signUpRule(ctx);
  const may = {
    rule,
    refusal: null,
    first: rule === "first",
    email: null,
    invitationId: null,
    joins: null,
  };
  if (rule === "closed") return { ...may, refusal: CLOSED };
  const token = input.invitation;
  const offer = token ? await findOffer(ctx, { token }) : null;
  if (offer) {
    const { email, id } = offer.invitation;
    return { ...may, email, invitationId: id, joins: joinedBy(offer) };
  }
  if (rule !== "invite") return may;
  return {
    ...may,
    refusal:
      "Accounts here are by invitation only. Ask an administrator for a link; if you followed one, it has been used, has expired or was revoked.",
  };
}

/** "Our Lab", or "Reading group of Our Lab"; null for an invitation only to this installation. */
function joinedBy({ invitation, team, list }: Offer): string | null {
  if (!team) return null;
  return list && !invitation.teamId ? `${list.name} of ${team.name}` : team.name;
}

/** The account that this mailed link would create. */
export async function pendingSignUp(ctx: Context, token: string) {
  const [pending] = await ctx.db
    .select({ email: pendingSignUps.email, name: pendingSignUps.name })
    .from(pendingSignUps)
    .where(
      and(eq(pendingSignUps.tokenHash, hashToken(token)), gt(pendingSignUps.expires, ctx.now())),
    );
  return pending ?? null;
}
