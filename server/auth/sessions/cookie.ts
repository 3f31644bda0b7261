import { env } from "../../platform/env";

/** Whether readers reach the app over HTTPS. */
const isSecure = () => env().APP_URL?.startsWith("https:") ?? false;

/** Auth.js's own name for its session cookie, so that both sides read the same one. */
export const sessionCookieName = () =>
  isSecure() ? "__Secure-authjs.session-token" : "authjs.session-token";

/** The cookie's options. `forwardedProto` counts only from a trusted proxy. */
export function sessionCookieOptions(forwardedProto?: string | null) {
  const overHttps = env().TRUST_PROXY && forwardedProto?.split(",").at(-1)?.trim() === "https";
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() || overHttps } as const;
}

/** Carries an invitation through a provider's sign-in. */
export const INVITATION_COOKIE = "invitation";

/** Carries, for ten minutes, the token of a pending second step. */
export const SECOND_STEP_COOKIE = "second-step";

/** Tells the next page, for half a minute, why a provider's sign-in failed. */
export const NOTICE_COOKIE = "notice";
