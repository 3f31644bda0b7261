import { env } from "../env";

/** Whether readers reach the app over HTTPS. */
export const isSecure = () => env().APP_URL?.startsWith("https:") ?? false;

/** Auth.js's own name for its session cookie, so that both sides read the same one. */
export const sessionCookieName = () =>
  isSecure() ? "__Secure-authjs.session-token" : "authjs.session-token";
