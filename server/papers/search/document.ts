import { createHash } from "node:crypto";
import { shownText, stemOf, type Word, wordsOf } from "./words";

/** Count it up with every change of what is made of a text here and in `words.ts`: papers are then indexed again. */
export const SEARCH_VERSION = 1;

/** What of a paper is searched. */
export interface PaperText {
  title: string;
  authors: string[];
  abstract: string;
}

/** A paper as search keeps it. */
export interface SearchDocument {
  /** The `tsvector`, as Postgres reads it. */
  vector: string;
  /** Every word once, unstemmed: what is counted in `search_words`. */
  words: Set<string>;
}

type Weight = "A" | "B" | "C";

/** What a `tsvector` holds. */
const MAX_POSITION = 16_383;
const MAX_POSITIONS = 255;
/** Of all names together; there are papers by five thousand authors. */
const MAX_NAMES = 50_000;
/** Words of two fields, or two names, make no phrase. */
const GAP = 20;

/** Quoted as `tsvector` and `tsquery` read it. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;

/** A word of a title, found where it is in the title only. */
export const inTitle = (lexeme: string) => `^${lexeme}`;

/** What two titles have in common only if all their words are the same. */
export function wholeTitle(words: Word[]): string {
  const text = words.map((word) => word.text + word.mark).join(" ");
  return `=${createHash("sha256").update(text).digest("base64url").slice(0, 16)}`;
}

/** The hyphen or apostrophe of "pre-training" and "O’Brien", which are written as one word as well. */
const JOINS = /^[-\u2010-\u2013\u2212'’]$/;

/** Both words as one, where they are all of a compound of two; null elsewhere. */
export function compound(words: Word[], at: number): string | null {
  const [first, second, after] = [words[at], words[at + 1], words[at + 2]];
  if (!first || !second || second.joint === null || !JOINS.test(second.joint)) return null;
  if (first.joint !== null || (after && after.joint !== null)) return null;
  return first.text + second.text;
}

/** What is kept of a paper so that it is found. */
export function documentOf({ title, authors, abstract }: PaperText): SearchDocument {
  const positions = new Map<string, string[]>();
  const words = new Set<string>();
  let position = 0;
  const put = (lexeme: string, weight?: Weight) => {
    const known = positions.get(lexeme) ?? [];
    if (known.length === 0) positions.set(lexeme, known);
    if (weight && position <= MAX_POSITION && known.length < MAX_POSITIONS) {
      known.push(`${position}${weight}`);
    }
  };
  const add = (found: Word[], weight: Weight) => {
    for (const [at, { text, mark }] of found.entries()) {
      position++;
      const joined = compound(found, at);
      for (const word of joined ? [text, joined] : [text]) {
        words.add(word);
        put(stemOf(word), weight);
        if (weight === "A") put(inTitle(stemOf(word)));
      }
      if (mark) put(text + mark, weight);
      if (mark && weight === "A") put(inTitle(text + mark));
    }
    position += GAP;
  };
  const titleWords = wordsOf(shownText(title));
  put(wholeTitle(titleWords));
  add(titleWords, "A");
  let rest = MAX_NAMES;
  for (const name of authors) {
    rest -= name.length;
    if (rest < 0) break;
    add(wordsOf(shownText(name)), "B");
  }
  add(wordsOf(shownText(abstract)), "C");
  const vector = [...positions]
    .map(([lexeme, at]) => (at.length > 0 ? `${quoted(lexeme)}:${at.join()}` : quoted(lexeme)))
    .join(" ");
  return { vector, words };
}
