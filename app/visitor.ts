import "server-only";
import { cookies, headers } from "next/headers";
import { contextOf } from "@/server/api/request";
import { wayFrom } from "@/server/auth/callback-url";
import { clientOf } from "@/server/auth/client-address";
import {
  NOTICE_COOKIE,
  SECOND_STEP_COOKIE,
  sessionCookieName,
  sessionCookieOptions,
} from "@/server/auth/sessions/cookie";
import type { Session } from "@/server/auth/sessions/mutations";
import type { Entry } from "@/server/auth/sign-ins/entry";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { READER_COOKIE } from "@/server/platform/reader-cookie.mjs";

/** The page of the second step of signing in. */
export const SECOND_STEP_PATH = "/sign-in/verify";

/** For server actions: the context of the request, and where it comes from. */
export async function visitor() {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const token = jar.get(sessionCookieName())?.value;
  return {
    ctx: await contextOf({ token, requestId: head.get("x-request-id") }),
    client: clientOf(head.get("x-client-address")),
    userAgent: head.get("user-agent"),
  };
}

/** The same for signed-in readers. */
export async function signedInVisitor() {
  const { ctx, ...from } = await visitor();
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("UNAUTHORIZED", "Please sign in first.");
  return { ctx: { ...ctx, actor }, ...from };
}

/** The parameters of a way in that a page of ours led to by a link, if one did. */
export async function wayBefore(): Promise<URLSearchParams | null> {
  const head = await headers();
  return wayFrom(head.get("referer"), { host: head.get("host"), appUrl: env().APP_URL });
}

/** The options of this request's session cookie. */
export const sessionCookieSettings = async () =>
  sessionCookieOptions((await headers()).get("x-forwarded-proto"));

/** Sets the cookie of a new session. */
export async function keepSession({ token, expires }: Session): Promise<void> {
  const settings = await sessionCookieSettings();
  (await cookies()).set(sessionCookieName(), token, { ...settings, expires });
  await forgetReader();
}

/** Lets the next page show nothing of the last visit in this browser: somebody else may be signed in. */
export async function forgetReader(): Promise<void> {
  (await cookies()).delete(READER_COOKIE);
}

/**
 * Stores the result of signing in. Returns where to go: to the next page, or first to the second
 * step.
 */
export async function keepEntry(entry: Entry, next: string): Promise<string> {
  if (entry.session) {
    await keepSession(entry.session);
    return next;
  }
  return keepOwedStep(entry.secondStep, next);
}

/** Sets the cookie for the pending second step, and returns the path of that step. */
export async function keepOwedStep(token: string, next: string): Promise<string> {
  const settings = { ...(await sessionCookieSettings()), maxAge: 600 };
  (await cookies()).set(SECOND_STEP_COOKIE, token, settings);
  return `${SECOND_STEP_PATH}?${new URLSearchParams({ callbackUrl: next })}`;
}

/** The token of this browser's pending second step, if any. */
export const owedToken = async () => (await cookies()).get(SECOND_STEP_COOKIE)?.value || undefined;

/** Deletes the token once the step is taken. */
export async function forgetOwedStep(): Promise<void> {
  const settings = { ...(await sessionCookieSettings()), maxAge: 0 };
  (await cookies()).set(SECOND_STEP_COOKIE, "", settings);
}

/**
 * Whether the page is rendered only because its own action has set a cookie. It must not redirect
 * then: the action's answer decides where the browser goes.
 */
export const isAnsweringAction = async () => (await headers()).has("next-action");

/** Leaves a sentence for the page that this request redirects to, whose URL then asks for it. */
export async function leaveNotice(sentence: string): Promise<void> {
  const settings = await sessionCookieSettings();
  (await cookies()).set(NOTICE_COOKIE, sentence, { ...settings, maxAge: 30 });
}

/** The sentence left for this page, if its URL has this parameter (`?refused`). */
export async function noticeLeft(asked: unknown): Promise<string | undefined> {
  return asked === undefined ? undefined : (await cookies()).get(NOTICE_COOKIE)?.value;
}
