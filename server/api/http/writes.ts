import type { IncomingHttpHeaders } from "node:http";
import { cachedAddress } from "../../page-cache/addresses.mjs";
import { largestFile } from "./uploads";

/** The largest body that is read, except of a file: a note is at most 10,000 characters. */
export const MAX_BODY = 256 * 1024;

/** A response given before any code of ours has looked at the request. */
export interface Refusal {
  status: number;
  sentence: string;
}

interface Asked {
  method: string | undefined;
  url: string;
  headers: IncomingHttpHeaders;
}

export const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** The only method that writes. */
const WRITING = "POST";

/**
 * Whether another site's page may have made the browser send this. Browsers say where a write comes
 * from; a client that does not is no browser, and must not send a reader's cookie.
 */
export function isForeign(headers: IncomingHttpHeaders, ownOrigin: string | null): boolean {
  const site = headers["sec-fetch-site"];
  if (site) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (!origin) return headers.cookie !== undefined;
  if (origin === ownOrigin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.host;
}

/** Why a write is refused, or null. */
export function refusedWrite(asked: Asked, ownOrigin: string | null): Refusal | null {
  const { method, url, headers } = asked;
  if (READING.has(method ?? "")) return null;
  if (method !== WRITING) {
    return {
      status: 405,
      sentence: `There is nothing here to ${method}: changes are sent by POST.`,
    };
  }
  if (isForeign(headers, ownOrigin)) {
    return {
      status: 403,
      sentence:
        "This request came from another site, so nothing was changed. Please open Broadsheet itself and try there.",
    };
  }
  // a cached page has no form, and rendering it again is the most expensive response
  if (cachedAddress(url) !== null && headers["next-action"] === undefined) {
    return { status: 405, sentence: "This page does not accept what was sent." };
  }
  // a chunked body has no length by which it could be refused in time
  if (headers["transfer-encoding"]) {
    return { status: 411, sentence: "Please send the length of the body (Content-Length)." };
  }
  const file = largestFile(url);
  if (Number(headers["content-length"] ?? 0) > (file ?? MAX_BODY)) {
    const most = file ? `${file / 1_000_000} MB` : `${MAX_BODY / 1024} kB`;
    return {
      status: 413,
      sentence: `This is more than Broadsheet reads at once (${most}). Please send less.`,
    };
  }
  if (
    url.startsWith("/api/trpc/") &&
    !/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "")
  ) {
    return { status: 415, sentence: "Please send JSON (Content-Type: application/json)." };
  }
  return null;
}
