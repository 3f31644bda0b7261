import type { ServerResponse } from "node:http";
import { NOTHING_ALLOWED, SCRIPT_ALLOWED } from "../../page-cache/policy.mjs";

const POLICY = "content-security-policy";

const ALWAYS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

/** The headers of every response. */
export function securityHeaders(secure: boolean): Record<string, string> {
  if (!secure) return ALWAYS;
  return { ...ALWAYS, "strict-transport-security": "max-age=31536000" };
}

/**
 * Sets the headers that are known only when the response head is written: `pagePolicy` for a page
 * that is not a stamped cached page, a worker's policy for a script, and for anything else a policy
 * that loads nothing. Forbids caches on the way to keep a page that may be rendered again at any
 * moment.
 */
export function settleAtHead(response: ServerResponse, pagePolicy: string): void {
  const { writeHead } = response;
  response.writeHead = function settled(this: ServerResponse, ...head: unknown[]) {
    if (!this.hasHeader(POLICY)) {
      const type = String(this.getHeader("content-type"));
      const other = /^(text|application)\/javascript\b/.test(type)
        ? SCRIPT_ALLOWED
        : NOTHING_ALLOWED;
      this.setHeader(POLICY, type.startsWith("text/html") ? pagePolicy : other);
    }
    if (String(this.getHeader("cache-control")).includes("s-maxage")) {
      this.setHeader("cache-control", "no-cache");
    }
    // Next sets the location of a cached redirect twice
    const location = this.getHeader("location");
    if (Array.isArray(location)) this.setHeader("location", location[0] ?? "/");
    return Reflect.apply(writeHead, this, head);
  } as typeof writeHead;
}
