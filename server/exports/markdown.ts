import { oneLine } from "./text";

const ADDRESS = /\b(?:https?|ftp):\/\/[^\s<>]+/gi;

/**
 * Strips punctuation that ends the sentence around a URL; a closing bracket only if none is open.
 */
function withoutEnd(address: string): string {
  const count = (char: string) => address.split(char).length - 1;
  /** How many more closing than opening brackets there are, by kind. */
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

/** What GFM may read as markup wherever it is. A sign between letters and digits is none, but for `_`. */
const MARKUP = /[\\`*{}[\]<|~$]|&(?=#?\w{1,40};)|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|!(?=\[)/gu;
/** What it may read as the start of a list, a heading, a quote or a rule. */
const AT_START = /^(\s*(?:\d{1,9}(?=[.)](?:\s|$))|))([.)#+\-=>])/;
/** What it may read as an address: `www.…`, `name@host`. */
const ADDRESSES = /\bwww(?=\.)|@(?=[\w.-])|:(?=\/\/)/gi;

/** Escapes every character that GFM might read as markup at its place, and no others. */
const escaped = (text: string, isStart: boolean) => {
  const written = text
    .replace(MARKUP, (char) => (/[<&]/.test(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`))
    // prevents a link to the rest of the URL, which would include the backslashes
    .replace(ADDRESSES, (found) =>
      found.length > 1 ? `&#${found.charCodeAt(0)};${found.slice(1)}` : `\\${found}`,
    );
  return isStart ? written.replace(AT_START, "$1\\$2") : written;
};

/** A URL that GFM takes literally; anything that looks like an entity is escaped. */
const link = (address: string) => `<${address.replace(/(&#?\w+);/g, "$1%3B")}>`;

/**
 * Text written by people as GitHub-flavored Markdown: no markup or HTML takes effect, and a URL
 * becomes a link to exactly that URL.
 */
export function plain(text: string): string {
  const line = oneLine(text);
  let written = "";
  let from = 0;
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (!URL.canParse(address)) continue;
    written += escaped(line.slice(from, index), from === 0) + link(address);
    from = index + address.length;
  }
  return written + escaped(line.slice(from), from === 0);
}

/** Lines of Markdown as the content of a list's item with a mark of this width. */
export const indented = (text: string, width: number) =>
  text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);

/** HTML, but not `<https://…>`, which can only be a link. */
const HTML = /(?<!\\)(\\*)<(?!(?:https?:\/\/|mailto:)[^\s<>]*>)(?=[A-Za-z/!?])/g;
const IMAGE = /(?<!\\)(\\*)!(?=\[)/g;
/** `[label]: URL`, which is not shown, and gives a meaning to that label anywhere in the file. */
const DEFINITION = /^([ \t>*+\-\d.)]*\[(?:\\[\s\S]|[^\]\\]){1,999}\])(?=:)/gm;

/**
 * Another reader's Markdown for a file: its HTML, images and definitions are text, as they are on
 * our pages (`server/annotations/markdown.ts`). Backslashes do it, also where there is code.
 */
export const contained = (source: string) =>
  source
    .replace(HTML, (all, slashes) => (slashes.length % 2 === 1 ? all : `${slashes}\\<`))
    .replace(IMAGE, (all, slashes) => (slashes.length % 2 === 1 ? all : `${slashes}\\!`))
    .replace(DEFINITION, "$1\\");

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** Markdown with the end of a block of code that it leaves open, so that what follows is outside. */
export function closed(source: string): string {
  let open: string | null = null;
  for (const line of source.split("\n")) {
    const [, fence = "", rest = ""] = FENCE.exec(line) ?? [];
    if (!fence) continue;
    if (open === null) open = fence.startsWith("`") && rest.includes("`") ? null : fence;
    else if (fence.startsWith(open) && rest.trim() === "") open = null;
  }
  return open === null ? source : `${source}\n${open}`;
}
