import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { clientOf } from "@/server/auth/client-address";
import type { Context } from "@/server/context";
import { appDatabase } from "@/server/database";
import { sessionCookieName, sessionCookieOptions } from "@/server/sessions/cookie";
import { actorOf, type Session } from "@/server/sessions/service";

/** For server actions: the context of the request, and what services are told of where it is from. */
export async function visitor() {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const db = appDatabase();
  const ctx: Context = {
    db,
    actor: await actorOf(db, jar.get(sessionCookieName())?.value, new Date()),
    now: () => new Date(),
    requestId: head.get("x-request-id") ?? randomUUID(),
  };
  return {
    ctx,
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
