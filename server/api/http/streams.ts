import type { ServerResponse } from "node:http";
import { endpoint } from "../procedures";

/** The most streams open at once in a process: each holds a connection and memory. */
const MAX_STREAMS = 2_000;

/** Seconds until a client may retry: by then, closed pages may have made room. */
const RETRY_AFTER = "30";

const SENTENCE = "Too many lists are open here right now. Please try again in half a minute.";

/** Whether a path is the stream's, as the router reads it: with its escapes decoded. */
export function isStream(path: string): boolean {
  try {
    return decodeURIComponent(path) === `${endpoint}/live.lists`;
  } catch {
    return false;
  }
}

/** Counts open streams. Beyond the limit, it refuses one before any database query. */
export function streamCounter(max = MAX_STREAMS) {
  let open = 0;
  /** Counts a stream until its connection closes. Returns true if it was refused and answered. */
  return function refused(response: ServerResponse): boolean {
    if (open >= max) {
      const headers = { "content-type": "text/plain; charset=utf-8", "retry-after": RETRY_AFTER };
      response.writeHead(503, { ...headers, "cache-control": "no-store" }).end(`${SENTENCE}\n`);
      return true;
    }
    open++;
    response.once("close", () => open--);
    return false;
  };
}
