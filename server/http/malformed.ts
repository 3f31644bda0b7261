import type { Socket } from "node:net";

/** By Node's code for what is wrong with a request: the status, its name, and what to say. */
const ANSWERS: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    "Request Header Fields Too Large",
    "Your browser sent more than this site can read, most likely too many cookies. Delete the cookies of this site and try again.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request took too long. Try again."],
};

const OTHER: [number, string, string] = [400, "Bad Request", "This request cannot be read."];

/** Answers a request of which Node cannot make one, with a sentence instead of nothing. */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, name, sentence] = ANSWERS[error.code ?? ""] ?? OTHER;
  const body = `${sentence}\n`;
  socket.end(
    [
      `HTTP/1.1 ${status} ${name}`,
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "X-Content-Type-Options: nosniff",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
