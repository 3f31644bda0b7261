import { type Word, wordsOf } from "./words";

/** One part of a search: a word, a compound such as pre-training, or a "phrase". */
export interface Term {
  words: Word[];
  /** Matches only exactly as typed. */
  isPhrase: boolean;
  isExcluded: boolean;
}

const MAX_WORDS = 64;
const QUOTES = /[“”„‟«»″＂]/g;
const PART = /(?<!\S)(-)(?=\S)|"([^"]*)"|[^\s"]+/g;

/**
 * Parses a search as readers type it: required words, "phrases", -exclusions, and `OR` between
 * alternatives. Any text is valid; an operator that makes no sense is a word. Returns alternatives,
 * each a list of terms. Words keep their offsets in the text.
 */
export function readQuery(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let isExcluded = false;
  let left = MAX_WORDS;
  for (const match of text.replace(QUOTES, '"').matchAll(PART)) {
    const [part, minus, phrase] = match;
    if (minus) {
      isExcluded = true;
      continue;
    }
    if (part === "OR" && !isExcluded) {
      alternatives.push([]);
      continue;
    }
    const from = match.index + (phrase === undefined ? 0 : 1);
    const words = wordsOf(phrase ?? part)
      .slice(0, left)
      .map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
    left -= words.length;
    if (words.length > 0) {
      alternatives.at(-1)?.push({ words, isPhrase: phrase !== undefined, isExcluded });
    }
    isExcluded = false;
  }
  // an alternative with only exclusions would match almost everything
  return alternatives.filter((terms) => terms.some((term) => !term.isExcluded));
}
