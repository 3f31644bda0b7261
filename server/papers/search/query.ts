import { topicCalled } from "../topics/schema";
import { type Word, wordsOf } from "./words";

/** What a term can be narrowed to, as in `author:lovelace`. */
export type Field = "author" | "organization" | "keyword";

/** One part of a search: a word, a compound such as pre-training, a "phrase", or a topic. */
export interface Term {
  /** None for a topic. */
  words: Word[];
  /** Matches only exactly as typed. */
  isPhrase: boolean;
  isExcluded: boolean;
  /** Where the words must be; null for anywhere. */
  field: Field | null;
  /** The slug of the topic that papers must have. */
  topic: string | null;
}

const MAX_WORDS = 64;
const QUOTES = /[“”„‟«»″＂]/g;
const FIELDS: readonly string[] = ["author", "organization", "keyword"] satisfies Field[];
const PART =
  /(?<!\S)(-)(?=\S)|(?:(?<![^\s-])(author|organization|keyword|topic):)?(?:"([^"]*)"|[^\s"]+)/gi;

/**
 * Parses a search as readers type it: required words, "phrases", -exclusions, `author:` and other
 * fields before either, `topic:`, and `OR` between alternatives. Any text is valid; an operator that
 * makes no sense is a word. Returns alternatives, each a list of terms. Words keep their offsets in
 * the text.
 */
export function readQuery(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let isExcluded = false;
  let left = MAX_WORDS;
  for (const match of text.replace(QUOTES, '"').matchAll(PART)) {
    const [part, minus, typedName = "", phrase] = match;
    if (minus) {
      isExcluded = true;
      continue;
    }
    if (part === "OR" && !isExcluded) {
      alternatives.push([]);
      continue;
    }
    const name = typedName.toLowerCase();
    const value = name ? part.slice(name.length + 1) : part;
    const topic = name === "topic" ? topicCalled(phrase ?? value) : null;
    const field = FIELDS.includes(name) ? (name as Field) : null;
    const typed = field ? value : part;
    const from = match.index + part.length - typed.length;
    const words = (topic ? [] : wordsOf(typed))
      .slice(0, left)
      .map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
    left -= words.length;
    if (words.length > 0 || topic) {
      const isPhrase = phrase !== undefined || field !== null;
      alternatives.at(-1)?.push({ words, isPhrase, isExcluded, field, topic });
    }
    isExcluded = false;
  }
  // an alternative with only exclusions would match almost everything
  return alternatives.filter((terms) => terms.some((term) => !term.isExcluded));
}
