import { z } from "zod";
import { email } from "../../platform/email-address";
import type { Identity } from "../identities/mutations";
import type { ProviderId } from "./providers";

const claims = z.object({
  name: z.string().nullish().catch(null),
  login: z.string().nullish().catch(null),
  preferred_username: z.string().nullish().catch(null),
  email: email.nullish().catch(null),
  // some providers send a string
  email_verified: z.union([z.boolean(), z.literal("true").transform(() => true)]).catch(false),
});

/**
 * A provider's claims about a user, in our terms. An OpenID provider may send them in its ID token
 * or at its userinfo endpoint; if both do, the endpoint counts.
 */
export function identityOf(
  provider: { id: ProviderId; name: string },
  account: { providerAccountId: string; id_token?: string },
  profile: object | undefined,
): Identity {
  const said = claims.parse({ ...payloadOf(account.id_token), ...profile });
  return {
    provider: provider.id,
    providerName: provider.name,
    providerAccountId: account.providerAccountId,
    name: said.name ?? said.login ?? said.preferred_username ?? null,
    email: said.email ?? null,
    emailVerified: said.email_verified,
  };
}

/** The claims of an ID token, whose signature Auth.js has checked. */
function payloadOf(token: string | undefined): object {
  const payload = token?.split(".")[1];
  if (!payload) return {};
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}
