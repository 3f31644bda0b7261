/** Longer than any URL of ours, including the batched calls of a full page. */
export const MAX_URL = 8_192;

/**
 * Whether a request's URL could be ours: a path in valid UTF-8, without control characters, and
 * without what browsers and servers interpret differently: backslashes, `//` and `..`.
 */
export function isWellFormed(url: string): boolean {
  if (!url.startsWith("/")) return false;
  const [path = ""] = url.split("?", 1);
  if (path.includes("//") || path.includes("\\")) return false;
  try {
    const plain = decodeURIComponent(path);
    if (plain.split("/").some((part) => part === "." || part === "..")) return false;
    return !/\p{Cc}/u.test(plain) && !plain.includes("\\");
  } catch {
    return false;
  }
}

/** Marks that close a sentence or a bracket, raw or URL-encoded: none of our URLs ends in one. */
const CLOSING =
  /(?:[.,;:!?)\]}>'"*]|%(?:2[1279AC]|3[ABEF]|5D|7D|BB)|%C2%BB|%E2%80%(?:9[89CD]|A6)|%EF%BC%8C|%E3%80%82)+$/i;

/** The most trailing characters that are checked. */
const MAX_CLOSING = 64;

/** The intended URL if a period or bracket was copied along with it; null if nothing was. */
export function withoutClosing(url: string): string | null {
  const [path = "", query] = url.split("?", 2);
  if (/^\/(_next|api)\//.test(path)) return null;
  // this search takes time quadratic in the length of the text
  const end = path.slice(-MAX_CLOSING);
  const kept = end.replace(CLOSING, "");
  if (kept === end || (kept === "" && end.length < path.length)) return null;
  const meant = path.slice(0, path.length - end.length) + kept;
  return meant === "" ? null : query ? `${meant}?${query}` : meant;
}

/**
 * The part of a URL that may be logged: its path, without the query and without segments as long as
 * our tokens (32 random bytes), on any page.
 */
export function loggable(url: string): string {
  const [path = ""] = url.split("?", 1);
  if (path.startsWith("/papers/")) return path.slice(0, 200);
  return path.replace(/[^/]{40,}/g, "…").slice(0, 200);
}
