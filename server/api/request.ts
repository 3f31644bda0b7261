import { randomUUID } from "node:crypto";
import { actorOf } from "../auth/sessions/actor";
import { sessionCookieName } from "../auth/sessions/cookie";
import type { Context } from "../platform/context";
import { appDatabase } from "../platform/database";
import { MADE_FOR } from "../platform/made-for";
import { noteReached } from "../platform/page-status";
import { presentable } from "../platform/trpc";

/** Reads one cookie from a `Cookie` header; if a name occurs twice, the last one, like Next. */
function readCookie(header: string | null, name: string): string | undefined {
  let found: string | undefined;
  for (const part of header?.split(";") ?? []) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) found = value;
  }
  return found;
}

/** Makes the context of a request with this session cookie. No other code makes one. */
export async function contextOf(request: {
  token: string | undefined;
  requestId: string | null;
  madeFor?: string | null;
}): Promise<Context> {
  noteReached();
  const requestId = request.requestId ?? randomUUID();
  try {
    const db = appDatabase();
    const now = () => new Date();
    const actor = await actorOf(db, request.token, now());
    return { db, actor, now, requestId, madeFor: request.madeFor ?? undefined };
  } catch (error) {
    throw presentable(error, { requestId, path: "context" });
  }
}

/**
 * The context of an HTTP request, from its headers. Queries and mutations never see the request
 * itself.
 */
export function requestContext(header: (name: string) => string | null): Promise<Context> {
  // first, as this tells the build that there is nothing to prerender
  const token = readCookie(header("cookie"), sessionCookieName());
  return contextOf({ token, requestId: header("x-request-id"), madeFor: header(MADE_FOR) });
}
