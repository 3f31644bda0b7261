// Plain JavaScript: Next loads it outside the bundle, at build and at run time.
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { changedAt } from "./changes.mjs";

/** A page is printed anew at most this often, however many readers vote on it. */
const EDITION_MS = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {{ value: any, printedAt: number }} Printed
 */

/** @type {LRUCache<string, Printed>} */
const pages = new LRUCache({ maxSize: MOST_BYTES, sizeCalculation: (page) => sizeOf(page.value) });

/** When the rendering now under way began: what it read may be older than its end. */
/** @type {Map<string, number>} */
const begun = new Map();

/** @param {any} value */
function sizeOf(value) {
  return 1_000 + 2 * (value?.html?.length ?? 0) + (value?.rscData?.length ?? 0);
}

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of one printed page: its own inline scripts, each by its hash.
 * @param {string} html
 */
export function policyFor(html) {
  const hashes = new Set();
  for (const [, script = ""] of html.matchAll(INLINE_SCRIPT)) {
    hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return contentSecurityPolicy([...hashes].join(" "));
}

/**
 * @param {string} scripts what may run besides files of this origin: hashes or a nonce
 */
export function contentSecurityPolicy(scripts) {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts}`.trim(),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Keeps printed pages in memory until what stands on them changes. */
export default class Press {
  /** @param {string} key */
  async get(key) {
    const page = pages.get(key);
    const now = Date.now();
    if (page && (changedAt(key) < page.printedAt || now - page.printedAt < EDITION_MS)) {
      return { value: page.value, lastModified: page.printedAt };
    }
    begun.set(key, now);
    return null;
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  async set(key, value) {
    const printedAt = begun.get(key) ?? Date.now();
    begun.delete(key);
    if (!value) return;
    if (value.kind === "APP_PAGE" && typeof value.html === "string") {
      value.headers = { ...value.headers, "content-security-policy": policyFor(value.html) };
    }
    pages.set(key, { value, printedAt });
  }

  async revalidateTag() {}

  resetRequestCache() {}
}
