import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { cachedAddress } from "../../page-cache/addresses.mjs";
import {
  contentSecurityPolicy,
  DEVELOPMENT_POLICY,
  EARLY_SOURCE,
} from "../../page-cache/policy.mjs";
import { sendCachedPage } from "./cached-page";
import { introduce, REQUEST_ID } from "./client-info";
import { securityHeaders, settleAtHead } from "./headers";
import { plainAnswer } from "./plain-page";
import { refusedState } from "./unreadable";
import { noteUpload } from "./uploads";
import { isWellFormed, loggable, MAX_URL, withoutClosing } from "./url";
import { READING, type Refusal, refusedWrite } from "./writes";

/**
 * Client timeouts, in milliseconds, so that slow senders do not keep connections forever. Files that
 * are being received have their own (`uploads.ts`).
 */
export const serverOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // longer than the minute for which proxies keep idle connections
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

interface Settings {
  /** Next's own listener. */
  next: (request: IncomingMessage, response: ServerResponse) => unknown;
  /**
   * Answers requests for static files and procedure calls; returns false if the request is for
   * Next.
   */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Whether Next reloads changed files: the policy is then relaxed, and pages are not cached. */
  dev?: boolean;
  /** The app's public URL (`APP_URL`), if set. */
  appUrl: string | undefined;
  trustProxy: boolean;
  log: Logger;
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal) {
  const { sentence } = refusal;
  const given = plainAnswer(request, refusal.status, { title: "Request not accepted", sentence });
  // the rest of the body is not read
  response.writeHead(given.status, { ...given.headers, connection: "close" }).end(given.body);
}

const FILES_ONLY = contentSecurityPolicy("");

/** The policy of an uncached page: its scripts repeat a nonce that is random per request. */
function pagePolicy(request: IncomingMessage, url: string): string {
  if (cachedAddress(url) !== null || /^\/(_next|api)\//.test(url)) return FILES_ONLY;
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(`'nonce-${nonce}' ${EARLY_SOURCE}`);
  request.headers["content-security-policy"] = policy;
  return policy;
}

/** The gateway: every request passes through here before Next sees it. */
export function listener({
  next,
  answer,
  dev = false,
  appUrl,
  trustProxy,
  log,
}: Settings): RequestListener {
  const own = appUrl ? new URL(appUrl) : null;
  const always = Object.entries(securityHeaders(own?.protocol === "https:"));
  return (request, response) => {
    const began = performance.now();
    const url = request.url ?? "/";
    const requestId = introduce(request, { trustProxy, dev });
    response.setHeader(REQUEST_ID, requestId);
    noteUpload(request, response, requestId);
    for (const [name, value] of always) response.setHeader(name, value);
    response.once("close", () => {
      const level = url.startsWith("/_next/") || url === "/api/health" ? "debug" : "info";
      log[level](
        {
          requestId,
          method: request.method,
          path: loggable(url),
          status: response.statusCode,
          ms: Math.round(performance.now() - began),
        },
        "request",
      );
    });
    if (sendCachedPage(request, response)) return;
    settleAtHead(response, dev ? DEVELOPMENT_POLICY : pagePolicy(request, url));
    if (url.length > MAX_URL) {
      refuse(request, response, { status: 414, sentence: "This address is too long." });
      return;
    }
    const refusal =
      refusedWrite(
        { method: request.method, url, headers: request.headers },
        own?.origin ?? null,
      ) ?? refusedState(request);
    if (refusal) {
      refuse(request, response, refusal);
      return;
    }
    // redirects to the URL without punctuation that was copied along with it
    const meant = isWellFormed(url) && READING.has(request.method ?? "") && withoutClosing(url);
    if (meant) {
      response.writeHead(308, { location: meant });
      response.end();
      return;
    }
    if (!isWellFormed(url)) request.url = "/404";
    else if (answer(request, response)) return;
    next(request, response);
  };
}
