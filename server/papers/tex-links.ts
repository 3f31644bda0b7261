/** Addresses in prose, with https:// or without. */

const CHARACTER = String.raw`(?:[^\s<>"'\u0060{}|\\^~]|\\[_%#&~])`;
const TOP = "com|org|net|io|ai|edu|gov|dev|app|me|co|cc|info|space|site";

/** An address without https:// that nothing else can be: www., a known end with a path, a project's page. */
const BARE = String.raw`(?:www\.[a-z0-9-]{1,63}\.[a-z]|(?:[a-z0-9-]{1,63}\.){1,4}(?:${TOP})\/[a-z0-9~_-]|[a-z0-9-]{1,63}\.(?:github|gitlab)\.io(?![a-z0-9-]))`;

/** Where an address may begin: the source of a regular expression with the flags `iu`. */
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

/** The address at `at`, without what ends the sentence around it. */
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

/** `\_`, `\%` and their like in an address, as they are meant. */
export const unescaped = (address: string) => address.replace(/\\([_%#&~])/g, "$1");

const withScheme = (address: string) =>
  /^https?:\/\//i.test(address) ? address : `https://${address}`;

/** The address as the target of a link, if it is one of the web. */
export const webLink = (address: string): { href?: string } =>
  /^https?:\/\/\S+$/i.test(address) ? { href: address } : {};

const isAddress = (text: string) =>
  /^(?:https?:\/\/|www\.)\S+$/i.test(text) || /^[a-z0-9.-]+\.[a-z]{2,}\/?\S*$/i.test(text);
const NO_NAME = /^this https? url$/i;
const HERE = /^(?:here|link|website|page|code|demo|project|github|youtube|video)$/i;

/**
 * What `{label}` behind an address is, where an `\href{address}{label}` has lost its command: the
 * address once more, the name of the link, or (null) something of its own, as in `/users/{id}`.
 */
export function labelKind(address: string, label: string): "same" | "name" | null {
  const text = label.trim();
  if (isAddress(text) || NO_NAME.test(text)) return "same";
  if (text === "" || /[{}$\\]/.test(text)) return null;
  return /\s/.test(text) || HERE.test(text) || !/[/=&?]$/.test(address) ? "name" : null;
}
