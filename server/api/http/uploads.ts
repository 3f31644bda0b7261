import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { MAX_FILE_BYTES } from "../../platform/limits";
import { isReceived } from "../../platform/receiving";

/** The addresses that files are sent to. */
const UPLOADS = /^\/admin\/import\/(?:check|papers)(?:\?|$)/;

/** The largest body that is read at this address, if it takes files. */
export const largestFile = (url: string) => (UPLOADS.test(url) ? MAX_FILE_BYTES : null);

/** The request that is arriving on a connection, if it sends a file. */
const arriving = new WeakMap<Socket, string>();

/**
 * Notes that a request sends a file. Its connection ends with the answer, which may be given before
 * the whole file has arrived.
 */
export function noteUpload(request: IncomingMessage, response: ServerResponse, id: string): void {
  if (request.method !== "POST" || largestFile(request.url ?? "") === null) return;
  arriving.set(request.socket, id);
  response.shouldKeepAlive = false;
}

/**
 * Whether a connection may take longer than others: a file is being received on it, with limits of
 * its own (`server/platform/receiving.ts`).
 */
export function mayTakeLonger(socket: Socket): boolean {
  const id = arriving.get(socket);
  return id !== undefined && isReceived(id);
}
