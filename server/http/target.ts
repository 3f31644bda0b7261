/** Longer than any address of ours, the batched calls of a full page included. */
export const MOST_URL = 8_192;

/**
 * Whether a request's target is an address that could be ours: a path, in valid UTF-8, without NUL,
 * backslash or `//`, which browsers and servers read in different ways.
 */
export function isWellFormed(url: string): boolean {
  if (!url.startsWith("/")) return false;
  const [path = ""] = url.split("?", 1);
  if (path.includes("//") || path.includes("\\")) return false;
  try {
    const plain = decodeURIComponent(path);
    return !plain.includes("\0") && !plain.includes("\\");
  } catch {
    return false;
  }
}

/** Marks that close a sentence or a bracket, also as browsers encode them: no address ends in one. */
const CLOSING =
  /(?:[.,;:!?)\]}>'"*]|%(?:2[1279AC]|3[ABEF]|5D|7D|BB)|%C2%BB|%E2%80%(?:9[89CD]|A6)|%EF%BC%8C|%E3%80%82)+$/i;

/**
 * The address that is meant where a page's address was copied together with the full stop or the
 * bracket behind it; null where nothing is behind it.
 */
export function withoutClosing(url: string): string | null {
  const [path = "", query] = url.split("?", 2);
  if (/^\/(_next|api)\//.test(path) || !CLOSING.test(path)) return null;
  const meant = path.replace(CLOSING, "");
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
