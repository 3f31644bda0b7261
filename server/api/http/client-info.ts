import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Headers in which a proxy describes the client's side of the connection. */
const FORWARDED = /^(?:x-forwarded-|forwarded$|x-real-ip$)/;

/**
 * Headers in which Next's own parts talk to each other. From outside they change responses:
 * `x-middleware-prefetch`, for one, gets an empty one. No browser of ours sends them.
 */
const INTERNAL =
  /^(?:x-(?:middleware|invoke|nextjs|next|now|vercel|prerender)-|x-(?:matched-path|action-forwarded|invocation-id)$|next-(?:resume|hmr-refresh)$)/;

/** Requests a page's parts in development, after a file has changed. */
const RELOAD = "next-hmr-refresh";

/** The headers in which code behind the gateway finds the client's address and the request id. */
const CLIENT_ADDRESS = "x-client-address";
export const REQUEST_ID = "x-request-id";

/**
 * Overwrites the request's headers with what the gateway knows: the client's address and the
 * request id. Returns the id. A proxy's headers count only if it is trusted, and of its addresses
 * only the last, which the proxy saw itself.
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
  // Next reads a page's nonce from the policy in the request: only ours may be in it
  delete headers["content-security-policy"];
  delete headers["content-security-policy-report-only"];
  for (const name of Object.keys(headers)) {
    if (dev && name === RELOAD) continue;
    if (INTERNAL.test(name) || (!trustProxy && FORWARDED.test(name))) delete headers[name];
  }
  // actions are sent by POST; the header on any other request would get another page
  if (request.method !== "POST") delete headers["next-action"];
  return id;
}
