import { z } from "zod";

/** Control characters but for the tab and the line feed: pasted text carries them, nobody types them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/**
 * What turns the direction of the text around it, or shows nothing and only makes two names look
 * alike: direction marks, embeddings, overrides and isolates, zero-width spaces, soft hyphens, vowel
 * separators, Hangul fillers, the empty Braille cell. Joiners and variation selectors stay, as
 * scripts and emoji need them.
 */
const DECEPTIVE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/gu;

/** Something that can be seen. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{M}]/u;

/** Whether the text shows anything at all. */
export const isVisible = (text: string) => VISIBLE.test(text.replace(DECEPTIVE, ""));

/** What turns the direction of all that follows it. Text that is written from right to left has isolates. */
const OVERRIDES = /[\u202a-\u202e]/g;

/** What opens an isolate (U+2066 to U+2068), and what closes one. */
const ISOLATES = /[\u2066-\u2069]/g;
const CLOSES_ISOLATE = "\u2069";

/** A line without isolates that do not end on it: they would turn what the page shows beside it. */
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
 * Text of several lines, kept to the character but for control characters, what turns the direction of
 * the text after it, and line ends, which become line feeds.
 */
export const asWritten = (text: string) =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(CONTROLS, "")
    .replace(OVERRIDES, "")
    .replace(/.+/g, withoutOpenIsolates);

/** The same, trimmed; text that shows nothing is none, but half a character stays, to be refused. */
export const asLines = (text: string) => {
  const written = asWritten(text).trim();
  return isVisible(written) || !keepable(written) ? written : "";
};

/** What breaks a line, and the tab: between two words it stands for a space. */
const BREAKS = /\r\n|[\t-\r\u0085\u2028\u2029]/g;

/** One line, its spaces kept: line breaks become spaces, what cannot be seen is dropped. */
export const unbroken = (text: string) =>
  text.replace(BREAKS, " ").replace(CONTROLS, "").replace(DECEPTIVE, "");

/** One line: runs of white space become one space, what cannot be seen is dropped. */
export const asLine = (text: string) => {
  const line = unbroken(text).replace(/\s+/gu, " ").trim();
  return isVisible(line) ? line : "";
};

/** Whether Postgres can keep the text: it has no half of a surrogate pair and no NUL. */
export const keepable = (text: string) => !/[\0\p{Surrogate}]/u.test(text);

/** Words to search for. What Postgres cannot keep is in no text, so it is left out. */
export const sought = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, " ").trim();

/** A line that a reader names something by, counted in characters as a reader would. */
export const line = (what: string, max: number) => {
  const tooLong = `Please keep ${what} within ${max} characters.`;
  return (
    z
      .string(`Please enter ${what}.`)
      // the cheap check first: nothing else looks at megabytes
      .max(max * 8, tooLong)
      .transform(asLine)
      .refine((text) => text !== "", `Please enter ${what}.`)
      .refine((text) => [...text].length <= max, tooLong)
      .refine(keepable, `Please use only whole characters for ${what}.`)
  );
};

/** Text of several lines; it may be empty. */
export const lines = (what: string, max: number) => {
  const tooLong = `Please keep ${what} within ${max.toLocaleString("en-US")} characters.`;
  return z
    .string()
    .max(max * 4, tooLong)
    .transform(asLines)
    .refine((text) => [...text].length <= max, tooLong)
    .refine(keepable, `Please use only whole characters for ${what}.`);
};
