import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { isDatabaseAway } from "@/db/client";
import { printedAddress } from "../printing/addresses.mjs";
import { currentPrint, lastPrint } from "../printing/prints.mjs";

type Encoding = "br" | "gzip" | "identity";

/** A print as it goes over the wire in one encoding. */
interface Form {
  body: Buffer;
  etag: string;
  encoding: Encoding;
}

const compress = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: promisify(gzip),
};

/** Bytes are made once a print, when they are first asked for, and go with it. */
const made = new WeakMap<object, Map<Encoding, Form | Promise<Form>>>();

/** One print in one encoding; a promise only until it has been made. */
function formOf(value: { html: string }, encoding: Encoding): Form | Promise<Form> {
  const forms = made.get(value) ?? new Map<Encoding, Form | Promise<Form>>();
  made.set(value, forms);
  const found = forms.get(encoding);
  if (found) return found;
  if (encoding === "identity") {
    const body = Buffer.from(value.html);
    const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
    const form = { body, etag: `"${hash}"`, encoding };
    forms.set(encoding, form);
    return form;
  }
  const making = (async () => {
    const plain = await formOf(value, "identity");
    const body = await compress[encoding](plain.body);
    const form = { body, etag: `${plain.etag.slice(0, -1)}-${encoding}"`, encoding };
    forms.set(encoding, form);
    return form;
  })();
  forms.set(encoding, making);
  return making;
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

/** Whether the client already holds what bears this tag. */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}

/** Next's router asks for parts of pages at the pages' own addresses. */
const PARTS = ["rsc", "next-router-prefetch", "next-router-segment-prefetch", "next-action"];
const VARY =
  "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, accept-encoding";

function send(request: IncomingMessage, response: ServerResponse, form: Form, link: unknown) {
  response.setHeader("vary", VARY);
  response.setHeader("cache-control", "no-cache");
  response.setHeader("etag", form.etag);
  if (isHeld(request.headers["if-none-match"], form.etag)) {
    response.writeHead(304).end();
    return;
  }
  if (form.encoding !== "identity") response.setHeader("content-encoding", form.encoding);
  if (typeof link === "string") response.setHeader("link", link);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-length", form.body.length);
  response.writeHead(200).end(request.method === "HEAD" ? undefined : form.body);
}

/**
 * The print that answers this request as it stands, if there is one. While the database is away an
 * old one does, as no newer can be made.
 */
function printFor(method: string | undefined, url: string, headers: IncomingHttpHeaders) {
  if (method !== "GET" && method !== "HEAD") return null;
  if (PARTS.some((name) => headers[name] !== undefined)) return null;
  const address = printedAddress(url);
  if (address === null) return null;
  const print = currentPrint(address) ?? (isDatabaseAway() ? lastPrint(address) : undefined);
  const value = print?.value;
  return value?.kind === "APP_PAGE" && typeof value.html === "string" ? value : null;
}

/**
 * Answers a request for a printed page straight from the bytes in memory, where Next would encode
 * and hash the page each time. False when the answer must come from Next.
 */
export function givePrint(request: IncomingMessage, response: ServerResponse): boolean {
  const value = printFor(request.method, request.url ?? "", request.headers);
  if (!value) return false;
  response.setHeader("content-security-policy", value.headers["content-security-policy"]);
  const form = formOf(value, acceptedEncoding(request.headers["accept-encoding"]));
  if (form instanceof Promise) {
    form.then(
      (ready) => send(request, response, ready, value.headers.link),
      () => response.destroy(),
    );
  } else send(request, response, form, value.headers.link);
  return true;
}
