import { createHash } from "node:crypto";
import { shownText, stemOf, type Word, wordsOf } from "./words";

/**
 * Increment this with every change here or in `words.ts` of how texts are indexed: all papers are
 * then indexed again.
 */
export const SEARCH_VERSION = 2;

/** The text of a paper that search covers. */
export interface PaperText {
  title: string;
  authors: string[];
  abstract: string;
  keywords: string[];
  organization: string | null;
}

/** A paper's data in the search index. */
export interface SearchDocument {
  /** The `tsvector`, as Postgres parses it. */
  vector: string;
  /** Every word once, unstemmed, for the counts in `search_words`. */
  words: Set<string>;
}

/** Of the title, names of people, the abstract, and keywords with the organization. */
type Weight = "A" | "B" | "C" | "D";

/** The limits of a `tsvector`. */
const MAX_POSITION = 16_383;
const MAX_POSITIONS = 255;
/** For all names together; some papers have five thousand authors. */
const MAX_NAMES = 50_000;
/** Positions between two fields or two names, so that no phrase spans them. */
const GAP = 20;

/** A lexeme quoted for `tsvector` and `tsquery`. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;

/** A lexeme that matches only in the title. */
export const inTitle = (lexeme: string) => `^${lexeme}`;

/** A lexeme that two titles share only if all their words are the same. */
export function wholeTitle(words: Word[]): string {
  const text = words.map((word) => word.text + word.mark).join(" ");
  return `=${createHash("sha256").update(text).digest("base64url").slice(0, 16)}`;
}

/**
 * The hyphen or apostrophe of "pre-training" and "O’Brien", which are indexed as one word as well.
 */
const JOINS = /^[-\u2010-\u2013\u2212'’]$/;

/** Both words joined, if they form a compound of exactly two; otherwise null. */
export function compound(words: Word[], at: number): string | null {
  const second = words[at + 1];
  if (!second || second.joint === null || !JOINS.test(second.joint)) return null;
  const [first, after] = [words[at], words[at + 2]];
  if (!first || first.joint !== null || (after && after.joint !== null)) return null;
  return first.text + second.text;
}

/** The search data of a paper. */
export function documentOf(paper: PaperText): SearchDocument {
  const { title, authors, abstract, keywords, organization } = paper;
  const positions = new Map<string, { count: number; list: string }>();
  const words = new Set<string>();
  let position = 0;
  const put = (lexeme: string, weight?: Weight) => {
    let known = positions.get(lexeme);
    if (!known) {
      known = { count: 0, list: "" };
      positions.set(lexeme, known);
    }
    if (weight && position <= MAX_POSITION && known.count < MAX_POSITIONS) {
      known.list += `${known.count++ === 0 ? ":" : ","}${position}${weight}`;
    }
  };
  const putWord = (word: string, weight: Weight) => {
    words.add(word);
    const stem = stemOf(word);
    put(stem, weight);
    if (weight === "A") put(inTitle(stem));
  };
  const add = (found: Word[], weight: Weight) => {
    let at = 0;
    for (const { text, mark } of found) {
      position++;
      putWord(text, weight);
      const joined = compound(found, at++);
      if (joined) putWord(joined, weight);
      if (mark) put(text + mark, weight);
      if (mark && weight === "A") put(inTitle(text + mark));
    }
    position += GAP;
  };
  const titleWords = wordsOf(shownText(title));
  put(wholeTitle(titleWords));
  add(titleWords, "A");
  // before thousands of authors, behind whom no word has a position
  for (const text of [organization ?? "", ...keywords]) add(wordsOf(shownText(text)), "D");
  let rest = MAX_NAMES;
  for (const name of authors) {
    rest -= name.length;
    if (rest < 0) break;
    add(wordsOf(shownText(name)), "B");
  }
  add(wordsOf(shownText(abstract)), "C");
  let vector = "";
  for (const [lexeme, { list }] of positions) {
    vector += `${vector === "" ? "" : " "}${quoted(lexeme)}${list}`;
  }
  return { vector, words };
}
