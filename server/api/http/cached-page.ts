import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { isDatabaseAway } from "@/db/client";
import { cachedAddress } from "../../page-cache/addresses.mjs";
import { currentPage, lastPage } from "../../page-cache/store.mjs";
import { acceptedEncoding, type Encoding, type Form, formOf, hashOf, sendForm } from "./form";

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

/** Bodies are encoded once per page, on first request, and dropped with it. */
const made = new WeakMap<object, Map<Encoding, Form | Promise<Form>>>();

/** One page in one encoding; a promise only while it is being encoded. */
function pageForm(value: { html: string }, encoding: Encoding): Form | Promise<Form> {
  const forms = made.get(value) ?? new Map<Encoding, Form | Promise<Form>>();
  made.set(value, forms);
  const found = forms.get(encoding);
  if (found) return found;
  if (encoding === "identity") {
    const body = Buffer.from(value.html);
    const form = formOf(body, hashOf(body), encoding);
    forms.set(encoding, form);
    return form;
  }
  const making = (async () => {
    const plain = await pageForm(value, "identity");
    const form = formOf(await compress[encoding](plain.body), hashOf(plain.body), encoding);
    forms.set(encoding, form);
    return form;
  })();
  forms.set(encoding, making);
  return making;
}

/** Next's router requests parts of pages at the pages' own URLs. */
const PARTS = ["rsc", "next-router-prefetch", "next-router-segment-prefetch", "next-action"];
const VARY =
  "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, accept-encoding";

function send(request: IncomingMessage, response: ServerResponse, form: Form, link: unknown) {
  response.setHeader("vary", VARY);
  response.setHeader("cache-control", "no-cache");
  sendForm(request, response, form, {
    "content-type": "text/html; charset=utf-8",
    ...(typeof link === "string" && { link }),
  });
}

/**
 * The cached page that answers this request, if any. While the database is down, a stale one is
 * used, as no newer one can be made.
 */
function cachedPageFor(method: string | undefined, url: string, headers: IncomingHttpHeaders) {
  if (method !== "GET" && method !== "HEAD") return null;
  if (PARTS.some((name) => headers[name] !== undefined)) return null;
  const address = cachedAddress(url);
  if (address === null) return null;
  const page = currentPage(address) ?? (isDatabaseAway() ? lastPage(address) : undefined);
  const value = page?.value;
  return value?.kind === "APP_PAGE" && typeof value.html === "string" ? value : null;
}

/**
 * Sends a cached page straight from memory, where Next would encode and hash it each time. Returns
 * false if Next must answer.
 */
export function sendCachedPage(request: IncomingMessage, response: ServerResponse): boolean {
  const value = cachedPageFor(request.method, request.url ?? "", request.headers);
  if (!value) return false;
  response.setHeader("content-security-policy", value.headers["content-security-policy"]);
  const form = pageForm(value, acceptedEncoding(request.headers["accept-encoding"]));
  if (form instanceof Promise) {
    form.then(
      (ready) => send(request, response, ready, value.headers.link),
      () => response.destroy(),
    );
  } else send(request, response, form, value.headers.link);
  return true;
}
