// Plain JavaScript: the cache handler, which Next loads outside the bundle, stamps pages with it.
import { createHash } from "node:crypto";
import { EARLY } from "./early.mjs";

/** The policy of anything that is not a page: it may load, run and embed nothing. */
export const NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The policy of a script. It applies to a worker that runs it, which loads its parts and makes
 * calls.
 */
export const SCRIPT_ALLOWED =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The Content-Security-Policy of a page, without `unsafe-inline` and `unsafe-eval`.
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

/** The policy of a page in development, where hot reload inserts and evaluates text. */
export const DEVELOPMENT_POLICY = contentSecurityPolicy("'unsafe-inline' 'unsafe-eval'")
  .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
  .replace("connect-src 'self'", "connect-src 'self' ws: wss:");

/** @param {string} script */
const hashOf = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** The source that allows our one inline script, which is on every page. */
export const EARLY_SOURCE = hashOf(EARLY);

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * Merges each run of plain inline scripts into one. Next sends a page's hydration data in pieces,
 * one script each, and a long page has hundreds: a policy with a hash of each would exceed the
 * header limits of servers and proxies.
 * @param {string} html
 */
export function withMergedScripts(html) {
  const [first = "", ...rest] = html.split("</script><script>");
  let merged = first;
  let before = first;
  for (const part of rest) {
    const opened = before.lastIndexOf("<script");
    // a script with a source, or of another type, is not merged
    const isPlain = opened < 0 || before.startsWith("<script>", opened);
    merged += (isPlain ? "\n;" : "</script><script>") + part;
    before = part;
  }
  return merged;
}

/**
 * The policy of one cached page: a hash of each of its inline scripts, of which merging leaves few.
 * @param {string} html
 */
export function policyFor(html) {
  const hashes = new Set();
  for (const [, script = ""] of html.matchAll(INLINE_SCRIPT)) {
    hashes.add(hashOf(script));
  }
  return contentSecurityPolicy([...hashes].join(" "));
}
