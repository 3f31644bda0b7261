import { oneLine } from "./text";

const ADDRESS = /\b(?:https?|ftp):\/\/[^\s<>]+/gi;

/** What ends a sentence around an address and not the address; a bracket only if none is open. */
function withoutEnd(address: string): string {
  for (let text = address; ; text = text.slice(0, -1)) {
    const last = text.at(-1) ?? "";
    const isOpened = (open: string, close: string) =>
      text.split(open).length >= text.split(close).length;
    const isPart =
      last === ")"
        ? isOpened("(", ")")
        : last === "]"
          ? isOpened("[", "]")
          : !/[.,;:!?'"*_~”’]/.test(last);
    if (isPart) return text;
  }
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
