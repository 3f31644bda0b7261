import { z } from "zod";

/** Control characters except tab and line feed: pasted text contains them, nobody types them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/**
 * Characters that change the direction of the text around them, or are invisible and only make two
 * names look alike: direction marks, embeddings, overrides and isolates, zero-width spaces, soft
 * hyphens, vowel separators, Hangul fillers, the empty Braille cell. Joiners and variation
 * selectors stay, as scripts and emoji need them.
 */
const DECEPTIVE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/gu;

/** Text of visible ASCII characters and spaces, in which there is nothing of all this. */
const isPlain = (text: string) => /^[ -~]*$/.test(text);

/** The same of several lines. */
const arePlain = (text: string) => /^[\n -~]*$/.test(text);

/** A visible character. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{M}]/u;

/** Whether the text shows anything at all. */
export const isVisible = (text: string) =>
  /[!-~]/.test(text) || VISIBLE.test(text.replace(DECEPTIVE, ""));

/**
 * Characters that change the direction of all following text. Right-to-left text can use isolates.
 */
const OVERRIDES = /[\u202a-\u202e]/g;

/** Characters that open an isolate (U+2066 to U+2068) or close one. */
const ISOLATES = /[\u2066-\u2069]/g;
const CLOSES_ISOLATE = "\u2069";

/**
 * A line without unclosed isolates: they would change the direction of what the page shows next to
 * it.
 */
function withoutOpenIsolates(line: string): string {
  const alone = new Set<number>();
  const open: number[] = [];
  for (const { 0: mark, index } of line.matchAll(ISOLATES)) {
    const opened = mark === CLOSES_ISOLATE ? open.pop() : open.push(index);
    if (opened === undefined) alone.add(index);
  }
  for (const index of open) alone.add(index);
  return line.replace(ISOLATES, (mark, index) => (alone.has(index) ? "" : mark));
}

/**
 * Text of several lines, unchanged except for control characters, direction overrides, and line
 * ends, which become line feeds.
 */
export const asWritten = (text: string) =>
  arePlain(text)
    ? text
    : text
        .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
        .replace(CONTROLS, "")
        .replace(OVERRIDES, "")
        .replace(/.+/g, withoutOpenIsolates);

/** The same, trimmed. Invisible text becomes empty; half a surrogate pair stays, to be refused. */
export const asLines = (text: string) => {
  const written = asWritten(text).trim();
  return isVisible(written) || !keepable(written) ? written : "";
};

/** Line breaks and tabs: between two words, each becomes a space. */
const BREAKS = /\r\n|[\t-\r\u0085\u2028\u2029]/g;

/** One line with its spaces: line breaks become spaces, invisible characters are dropped. */
export const unbroken = (text: string) =>
  isPlain(text) ? text : text.replace(BREAKS, " ").replace(CONTROLS, "").replace(DECEPTIVE, "");

/** One line: runs of white space become one space, invisible characters are dropped. */
export const asLine = (text: string) => {
  const line = unbroken(text).replace(/\s+/gu, " ").trim();
  return isVisible(line) ? line : "";
};

/** Whether Postgres can store the text: no lone surrogates and no NUL. */
export const keepable = (text: string) => arePlain(text) || !/[\0\p{Surrogate}]/u.test(text);

/**
 * Words to search for. Characters that Postgres cannot store occur in no text, so they are dropped.
 */
export const sought = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, " ").trim();

/** A one-line name given by a reader, its length counted in visible characters. */
export const line = (what: string, max: number) => {
  const tooLong = `Please keep ${what} within ${max} characters.`;
  return (
    z
      .string(`Please enter ${what}.`)
      // the cheap check first: no other check should see megabytes
      .max(max * 8, tooLong)
      .transform(asLine)
      .refine((text) => text !== "", `Please enter ${what}.`)
      .refine((text) => [...text].length <= max, tooLong)
      .refine(keepable, `Please use only whole characters for ${what}.`)
  );
};

/** Text of several lines, possibly empty. */
export const lines = (what: string, max: number) => {
  const tooLong = `Please keep ${what} within ${max.toLocaleString("en-US")} characters.`;
  return z
    .string()
    .max(max * 4, tooLong)
    .transform(asLines)
    .refine((text) => [...text].length <= max, tooLong)
    .refine(keepable, `Please use only whole characters for ${what}.`);
};
