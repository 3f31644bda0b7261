import type { IncomingHttpHeaders } from "node:http";
import { cachedAddress } from "../../page-cache/addresses.mjs";

/** The largest body that is read: a note is at most 10,000 characters. */
export const MAX_BODY = 256 * 1024;

/** An answer given before anything of ours has looked at the request. */
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
/** Nothing here is written by any other method. */
const WRITING = "POST";

/**
 * Whether a page of another site may have made the browser send this. Browsers say where a write
 * comes from; a client that says nothing is no browser, and must send no reader's cookie.
 */
export function isForeign(headers: IncomingHttpHeaders, ownOrigin: string | null): boolean {
  const site = headers["sec-fetch-site"];
  if (site) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (!origin) return headers.cookie !== undefined;
  if (origin === ownOrigin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.host;
}

/** Why a write is not let in, or null. */
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
  // a cached page has no form, and rendering it again costs more than any other answer
  if (cachedAddress(url) !== null && headers["next-action"] === undefined) {
    return { status: 405, sentence: "This page does not accept what was sent." };
  }
  // chunked bodies end when they end: without a length nobody could say no in time
  if (headers["transfer-encoding"]) {
    return { status: 411, sentence: "Please send the length of the body (Content-Length)." };
  }
  if (Number(headers["content-length"] ?? 0) > MAX_BODY) {
    return {
      status: 413,
      sentence: `This is more than Broadsheet reads at once (${MAX_BODY / 1024} kB). Please send less.`,
    };
  }
  if (
    url.startsWith("/api/trpc/") &&
    !/^application\/json\b/i.test(headers["content-type"] ?? "")
  ) {
    return { status: 415, sentence: "Please send JSON (Content-Type: application/json)." };
  }
  return null;
}
