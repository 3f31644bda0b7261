import { oneLine } from "./text";

const ADDRESS = /\b(?:https?|ftp):\/\/[^\s<>]+/gi;

/** What ends a sentence around an address and not the address; a bracket only if none is open. */
function withoutEnd(address: string): string {
  const count = (char: string) => address.split(char).length - 1;
  /** How many closing brackets of a kind are more than were opened. */
  const over: Record<string, number> = {
    ")": count(")") - count("("),
    "]": count("]") - count("["),
  };
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const surplus = over[last];
    if (surplus === undefined ? !/[.,;:!?'"*_~”’]/.test(last) : surplus <= 0) break;
    if (surplus !== undefined) over[last] = surplus - 1;
  }
  return address.slice(0, end);
}

/** Letters that GFM might read as markup: none of them is left to it. */
const escaped = (text: string) =>
  text
    .replace(/[\\`*_{}[\]<>()#+\-.!|~&$]/g, (char) =>
      /[<>&]/.test(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`,
    )
    // what is left of an address would be made a link of, with the backslashes in it
    .replaceAll("://", "\\://");

/** An address as GFM takes it to the letter; what looks like an entity would be read as one. */
const link = (address: string) => `<${address.replace(/(&#?\w+);/g, "$1%3B")}>`;

/**
 * Words of people as GitHub's Markdown that says just them: nothing of it is markup or HTML, and an
 * address in it is a link to just that address.
 */
export function plain(text: string): string {
  const line = oneLine(text);
  let written = "";
  let from = 0;
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (!URL.canParse(address)) continue;
    written += escaped(line.slice(from, index)) + link(address);
    from = index + address.length;
  }
  return written + escaped(line.slice(from));
}
