/** URLs in prose, with or without https://. */

const CHARACTER = String.raw`(?:[^\s<>"'\u0060{}|\\^~]|\\[_%#&~])`;
const TOP = "com|org|net|io|ai|edu|gov|dev|app|me|co|cc|info|space|site";

/**
 * A URL without https:// that can be nothing else: www., a known top-level domain with a path, a
 * project's page.
 */
const BARE = String.raw`(?:www\.[a-z0-9-]{1,63}\.[a-z]|(?:[a-z0-9-]{1,63}\.){1,4}(?:${TOP})\/[a-z0-9~_-]|[a-z0-9-]{1,63}\.(?:github|gitlab)\.io(?![a-z0-9-]))`;

/** Where a URL may begin: the source of a regular expression with the flags `iu`. */
export const ADDRESS_START = String.raw`https?:\/\/|(?<![\p{L}\p{N}_@./:\\-])(?=${BARE})`;

const ADDRESS = new RegExp(
  String.raw`(?:https?:\/\/|${BARE})${CHARACTER}*(?:~${CHARACTER}+)*`,
  "iuy",
);

export interface Address {
  text: string;
  href: string;
  end: number;
}

/** The URL at `at`, without punctuation of the sentence around it. */
export function addressAt(source: string, at: number, to: number): Address | null {
  ADDRESS.lastIndex = at;
  const read = ADDRESS.exec(source);
  if (!read) return null;
  // in Markdown, "](" ends the name of a link
  const [found = ""] = read[0].slice(0, to - at).split("](", 1);
  let text = found.replace(/[.,;:!?'…*_]+$/, "");
  if (text.endsWith(")") && !text.includes("(")) text = text.replace(/[).,;:]+$/, "");
  if (text.endsWith("]") && !text.includes("[")) text = text.slice(0, -1);
  if (/^https?:\/*$/i.test(text)) return null;
  const shown = unescaped(text);
  return { text: shown, href: withScheme(shown), end: at + text.length };
}

/** A URL with `\_`, `\%` and the like unescaped. */
export const unescaped = (address: string) => address.replace(/\\([_%#&~])/g, "$1");

const withScheme = (address: string) =>
  /^https?:\/\//i.test(address) ? address : `https://${address}`;

/** The URL as a link target, if it is http or https. */
export const webLink = (address: string): { href?: string } =>
  /^https?:\/\/\S+$/i.test(address) ? { href: address } : {};

const isAddress = (text: string) =>
  /^(?:https?:\/\/|www\.)\S+$/i.test(text) || /^[a-z0-9.-]+\.[a-z]{2,}\/?\S*$/i.test(text);
const NO_NAME = /^this https? url$/i;
const HERE = /^(?:here|link|website|page|code|demo|project|github|youtube|video)$/i;

/**
 * The role of `{label}` after a URL, as when `\href{url}{label}` has lost its command: the URL
 * again, the link's text, or (null) something of its own, as in `/users/{id}`.
 */
export function labelKind(address: string, label: string): "same" | "name" | null {
  const text = label.trim();
  if (isAddress(text) || NO_NAME.test(text)) return "same";
  if (text === "" || /[{}$\\]/.test(text)) return null;
  return /\s/.test(text) || HERE.test(text) || !/[/=&?]$/.test(address) ? "name" : null;
}
