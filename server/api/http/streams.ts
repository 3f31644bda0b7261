import type { ServerResponse } from "node:http";
import { endpoint } from "../procedures";

/** Streams open at a time in a process: each holds a connection, and memory for as long as it is open. */
const MAX_STREAMS = 2_000;

/** Seconds after which pages that were closed may have made room. */
const RETRY_AFTER = "30";

const SENTENCE = "Too many lists are open here right now. Please try again in half a minute.";

/** Whether a path is that of the stream, as the router reads it: with its escapes decoded. */
export function isStream(path: string): boolean {
  try {
    return decodeURIComponent(path) === `${endpoint}/live.lists`;
  } catch {
    return false;
  }
}

/** Counts the streams that are open. Beyond the bound it refuses one before anything is asked of the database. */
export function streamCounter(max = MAX_STREAMS) {
  let open = 0;
  /** Counts a stream until its connection closes. True when it was refused and is answered. */
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
