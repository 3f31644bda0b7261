import { findOffer } from "../invitations/reading";
import type { Context } from "../platform/context";
import { CLOSED, signUpRule } from "./sign-up/queries";

/**
 * Whether the holder of this invitation, or anybody, may create an account now; and whether they
 * then are in a team or on a collection, to which their link leads.
 */
export async function admission(ctx: Context, input: { invitation?: string }) {
  const rule = await signUpRule(ctx);
  const may = {
    refusal: null,
    first: rule === "first",
    email: null,
    invitationId: null,
    joins: false,
  };
  if (rule === "closed") return { ...may, refusal: CLOSED };
  const token = input.invitation;
  const offer = token ? await findOffer(ctx, { token }) : null;
  if (offer) {
    const { email, id } = offer.invitation;
    return { ...may, email, invitationId: id, joins: offer.team !== null };
  }
  if (rule !== "invite") return may;
  return {
    ...may,
    refusal:
      "Accounts here are by invitation. Ask an administrator for a link; if you followed one, it has been used, has expired or was revoked.",
  };
}
