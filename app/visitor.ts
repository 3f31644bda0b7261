import "server-only";
import { cookies, headers } from "next/headers";
import { clientOf } from "@/server/auth/client-address";
import { contextOf } from "@/server/request";
import { NOTICE_COOKIE, sessionCookieName, sessionCookieOptions } from "@/server/sessions/cookie";
import type { Session } from "@/server/sessions/service";

/** For server actions: the context of the request, and what services are told of where it is from. */
export async function visitor() {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const token = jar.get(sessionCookieName())?.value;
  return {
    ctx: await contextOf({ token, requestId: head.get("x-request-id") }),
    client: clientOf(head.get("x-client-address")),
    userAgent: head.get("user-agent"),
  };
}

/** How this request's session cookie is kept. */
export const sessionCookieSettings = async () =>
  sessionCookieOptions((await headers()).get("x-forwarded-proto"));

/** Gives this browser the cookie of a session that was just started. */
export async function keepSession({ token, expires }: Session): Promise<void> {
  const settings = await sessionCookieSettings();
  (await cookies()).set(sessionCookieName(), token, { ...settings, expires });
}

/**
 * Whether the page is rendered only because an action of its own has set a cookie. It must then
 * stand still: what the action answered decides where the browser goes.
 */
export const isAnsweringAction = async () => (await headers()).has("next-action");

/** Leaves a sentence for the page that this request leads to, whose address then asks for it. */
export async function leaveNotice(sentence: string): Promise<void> {
  const settings = await sessionCookieSettings();
  (await cookies()).set(NOTICE_COOKIE, sentence, { ...settings, maxAge: 30 });
}

/** The sentence that was left for this page, if its address has this part (`?refused`). */
export async function noticeLeft(asked: unknown): Promise<string | undefined> {
  return asked === undefined ? undefined : (await cookies()).get(NOTICE_COOKIE)?.value;
}
