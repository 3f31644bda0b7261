import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export type Encoding = "br" | "gzip" | "identity";

/** A response body in one encoding. */
export interface Form {
  body: Buffer;
  etag: string;
  encoding: Encoding;
}

/** A prefix of a hash of these bytes, for ETags and file names. */
export function hashOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 22);
}

/** An encoded body; the hash is of the plain one. */
export function formOf(body: Buffer, hash: string, encoding: Encoding): Form {
  return { body, etag: encoding === "identity" ? `"${hash}"` : `"${hash}-${encoding}"`, encoding };
}

/** The best encoding that the client accepts. */
export function acceptedEncoding(header: string | undefined): Encoding {
  for (const encoding of ["br", "gzip"] as const) {
    const given = header?.match(
      new RegExp(`(?:^|[,\\s])${encoding}\\s*(?:;\\s*q=([\\d.]+))?(?:,|$)`, "i"),
    );
    if (given && Number(given[1] ?? 1) > 0) return encoding;
  }
  return "identity";
}

/** Whether the client already has the version with this ETag. */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}

/** Sends a body, or 304 if the client has it; `headers` are sent with the body only. */
export function sendForm(
  request: IncomingMessage,
  response: ServerResponse,
  { body, etag, encoding }: Form,
  headers: Record<string, string> = {},
): void {
  response.setHeader("etag", etag);
  if (isHeld(request.headers["if-none-match"], etag)) {
    response.writeHead(304).end();
    return;
  }
  if (encoding !== "identity") response.setHeader("content-encoding", encoding);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("content-length", body.length);
  response.writeHead(200).end(request.method === "HEAD" ? undefined : body);
}
