import "server-only";
import { cookies, headers } from "next/headers";
import { contextOf } from "@/server/api/request";
import { cameFrom } from "@/server/auth/callback-url";
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

/** Where the second step of signing in is taken. */
export const SECOND_STEP_PATH = "/sign-in/verify";

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

/** The same for what only signed-in readers may do. */
export async function signedInVisitor() {
  const { ctx, ...from } = await visitor();
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("UNAUTHORIZED", "Please sign in first.");
  return { ctx: { ...ctx, actor }, ...from };
}

/** The page of ours that led here; the front page where none did. */
export async function pageBefore(): Promise<string> {
  const head = await headers();
  return cameFrom(head.get("referer"), { host: head.get("host"), appUrl: env().APP_URL });
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
 * Keeps what signing in has led to. Returns where to go: on, or to the second step, which leads on
 * from there.
 */
export async function keepEntry(entry: Entry, next: string): Promise<string> {
  if (entry.session) {
    await keepSession(entry.session);
    return next;
  }
  return keepOwedStep(entry.secondStep, next);
}

/** Gives this browser the token of the second step that it owes, and returns where to take it. */
export async function keepOwedStep(token: string, next: string): Promise<string> {
  const settings = { ...(await sessionCookieSettings()), maxAge: 600 };
  (await cookies()).set(SECOND_STEP_COOKIE, token, settings);
  return `${SECOND_STEP_PATH}?${new URLSearchParams({ callbackUrl: next })}`;
}

/** The token of the second step that this browser owes, if any. */
export const owedToken = async () => (await cookies()).get(SECOND_STEP_COOKIE)?.value || undefined;

/** Takes the token back once the step is taken. */
export async function forgetOwedStep(): Promise<void> {
  const settings = { ...(await sessionCookieSettings()), maxAge: 0 };
  (await cookies()).set(SECOND_STEP_COOKIE, "", settings);
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
