import { env } from "../../platform/env";

/** Whether readers reach the app over HTTPS. */
const isSecure = () => env().APP_URL?.startsWith("https:") ?? false;

/** Auth.js's own name for its session cookie, so that both sides read the same one. */
export const sessionCookieName = () =>
  isSecure() ? "__Secure-authjs.session-token" : "authjs.session-token";

/** How the cookie is kept. `forwardedProto` counts only from a proxy that we trust. */
export function sessionCookieOptions(forwardedProto?: string | null) {
  const overHttps = env().TRUST_PROXY && forwardedProto?.split(",").at(-1)?.trim() === "https";
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() || overHttps } as const;
}

/** Holds the invitation of somebody who goes to a provider and comes back. */
export const INVITATION_COOKIE = "invitation";

/** Holds, for ten minutes, the token of somebody who owes the second step of signing in. */
export const SECOND_STEP_COOKIE = "second-step";

/** Tells the next page, for half a minute, why a provider's word was not enough. */
export const NOTICE_COOKIE = "notice";
