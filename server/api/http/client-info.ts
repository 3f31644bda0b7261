import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What a proxy says about the reader's side of the connection. */
const FORWARDED = /^(?:x-forwarded-|forwarded$|x-real-ip$)/;

/**
 * What Next's own parts tell each other in headers. From outside they change answers, such as an
 * empty one to `x-middleware-prefetch`; no browser of ours sends them.
 */
const INTERNAL =
  /^(?:x-(?:middleware|invoke|nextjs|next|now|vercel|prerender)-|x-(?:matched-path|action-forwarded|invocation-id)$|next-(?:resume|hmr-refresh)$)/;

/** What a page in development asks with for its parts when a file has changed. */
const RELOAD = "next-hmr-refresh";

/** The names under which code behind the gateway finds who asks and which request it is. */
const CLIENT_ADDRESS = "x-client-address";
export const REQUEST_ID = "x-request-id";

/**
 * Writes into a request's headers what this side knows of it, over whatever the other side claimed:
 * the client's address and the request's id. Returns the id. A proxy's word counts only if trusted,
 * and of the addresses that it hands on only the last, which it saw itself.
 */
export function introduce(
  request: IncomingMessage,
  { trustProxy, dev = false }: { trustProxy: boolean; dev?: boolean },
): string {
  const { headers, socket } = request;
  const hop = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const given = String(headers[REQUEST_ID] ?? "");
  const id = trustProxy && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
  headers[REQUEST_ID] = id;
  headers[CLIENT_ADDRESS] = (trustProxy && hop) || socket.remoteAddress || "";
  // Next reads a page's nonce from the policy in the request: only ours may be there
  delete headers["content-security-policy"];
  delete headers["content-security-policy-report-only"];
  for (const name of Object.keys(headers)) {
    if (dev && name === RELOAD) continue;
    if (INTERNAL.test(name) || (!trustProxy && FORWARDED.test(name))) delete headers[name];
  }
  // an action is sent by POST; what merely says that it answers one would be shown another page
  if (request.method !== "POST") delete headers["next-action"];
  return id;
}
