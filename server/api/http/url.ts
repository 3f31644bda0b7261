/** Longer than any address of ours, the batched calls of a full page included. */
export const MAX_URL = 8_192;

/**
 * Whether a request's target is an address that could be ours: a path, in valid UTF-8, without control
 * characters, and without what browsers and servers read in different ways: backslashes, `//` and `..`.
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

/** Marks that close a sentence or a bracket, also as browsers encode them: no address ends in one. */
const CLOSING =
  /(?:[.,;:!?)\]}>'"*]|%(?:2[1279AC]|3[ABEF]|5D|7D|BB)|%C2%BB|%E2%80%(?:9[89CD]|A6)|%EF%BC%8C|%E3%80%82)+$/i;

/** Nobody copies more than this together with an address. */
const MAX_CLOSING = 64;

/**
 * The address that is meant where a page's address was copied together with the full stop or the
 * bracket behind it; null where nothing is behind it.
 */
export function withoutClosing(url: string): string | null {
  const [path = "", query] = url.split("?", 2);
  if (/^\/(_next|api)\//.test(path)) return null;
  // the time of this search grows with the square of the text's length
  const end = path.slice(-MAX_CLOSING);
  const kept = end.replace(CLOSING, "");
  if (kept === end || (kept === "" && end.length < path.length)) return null;
  const meant = path.slice(0, path.length - end.length) + kept;
  return meant === "" ? null : query ? `${meant}?${query}` : meant;
}

/**
 * What the log may say of a target: its path, without the query, and without segments as long as
 * our tokens (32 random bytes), whatever page they belong to.
 */
export function loggable(url: string): string {
  const [path = ""] = url.split("?", 1);
  if (path.startsWith("/papers/")) return path.slice(0, 200);
  return path.replace(/[^/]{40,}/g, "…").slice(0, 200);
}
