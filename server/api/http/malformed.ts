import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { securityHeaders } from "./headers";
import { PLAIN_PAGE_HEADERS, plainPage } from "./plain-page";
import { mayTakeLonger } from "./uploads";

/** Responses to input that Node cannot parse, by Node's error code. */
const ANSWERS: Record<string, { status: number; title: string; sentence: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: "Too many cookies",
    sentence:
      "Your browser sent more than this site can read, most likely too many cookies. Delete the cookies of this site and try again.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: "This took too long",
    sentence: "The request took too long. Try again.",
  },
};

const OTHER = {
  status: 400,
  title: "This request cannot be read",
  sentence: "This request cannot be read.",
};

/**
 * Answers a request that Node cannot parse. Always with a page: the URL is unknown, and the usual
 * client is a browser with too many cookies.
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  // Node reports this once per request, and goes on reading unless the connection is closed here
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && mayTakeLonger(socket)) return;
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, ...said } = ANSWERS[error.code ?? ""] ?? OTHER;
  const body = plainPage({ ...said, again: true });
  const headers = {
    ...securityHeaders(false),
    ...PLAIN_PAGE_HEADERS,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  };
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "",
      body,
    ].join("\r\n"),
  );
}
