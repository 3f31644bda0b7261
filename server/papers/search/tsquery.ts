import { compound, inTitle, quoted } from "./document";
import type { Field, Term } from "./query";
import { stemOf, type Word } from "./words";

/** The stems that a word may match instead, for words that are not taken literally. */
export type Variants = Map<Word, string[]>;

/** Words that are too common to matter next to others. */
const STOP_WORDS = new Set(
  "a an and are as at be by can do for from has have how in into is it its of on or our that the their these they this to via was we were what when where which who why will with you your".split(
    " ",
  ),
);

/** The terms that papers must match: stop words only if there is nothing else. */
function required(terms: Term[]): Term[] {
  const told = terms.filter(
    ({ words, isPhrase, isExcluded }) =>
      isExcluded ||
      isPhrase ||
      words.length > 1 ||
      words.some(({ text, mark }) => mark !== "" || !STOP_WORDS.has(text)),
  );
  return told.some((term) => !term.isExcluded) ? told : terms;
}

const anyOf = (queries: string[]) =>
  queries.length > 1 ? `(${queries.join(" | ")})` : queries.join();

const lexemesOf = (word: Word, variants: Variants) =>
  word.mark
    ? [word.text + word.mark]
    : [...new Set([stemOf(word.text), ...(variants.get(word) ?? [])])];

/** The weights that the words of a field have in `documentOf`. */
const WEIGHTS: Record<Field, string> = { author: ":B", organization: ":D", keyword: ":D" };

/** The one word that a compound such as pre-training may also be. */
export const joinedOf = ({ words, isPhrase }: Term): string | null =>
  isPhrase || words.length !== 2 ? null : compound(words, 0);

function termQuery(term: Term, variants: Variants): string {
  const { words, isExcluded, field } = term;
  const weight = field ? WEIGHTS[field] : "";
  const phrase = words
    .map((word) => anyOf(lexemesOf(word, variants).map((lexeme) => quoted(lexeme) + weight)))
    .join(" <-> ");
  const joined = joinedOf(term);
  const query = `(${joined ? `(${phrase}) | ${quoted(stemOf(joined))}` : phrase})`;
  return isExcluded ? `!${query}` : query;
}

/** The terms of an alternative that have words. */
export const worded = (terms: Term[]) => required(terms).filter(({ words }) => words.length > 0);

/** The required words of an alternative as a `tsquery`; empty if it has only topics. */
export const textQuery = (terms: Term[], variants: Variants): string =>
  worded(terms)
    .map((term) => termQuery(term, variants))
    .join(" & ");

const canBeTitled = ({ isExcluded, field }: Term) => !isExcluded && field === null;

/** The same, with every word in the title; empty if it has no word that can be there. */
export function titleQuery(terms: Term[], variants: Variants): string {
  const wanted = worded(terms);
  if (!wanted.some(canBeTitled)) return "";
  return wanted
    .flatMap((term) => {
      const words = canBeTitled(term) ? term.words : [];
      const titled = words.map((word) => anyOf(lexemesOf(word, variants).map(inTitle).map(quoted)));
      // a word that is in the title is in the text
      return titled.length === 1 ? titled : [...titled, termQuery(term, variants)];
    })
    .join(" & ");
}

/** The same, with every word in the title or in the names of the authors. */
export const nameQuery = (terms: Term[], variants: Variants): string =>
  worded(terms)
    .filter(({ isExcluded }) => !isExcluded)
    .flatMap(({ words }) => words)
    .map((word) => anyOf(lexemesOf(word, variants).map((lexeme) => `${quoted(lexeme)}:AB`)))
    .join(" & ");

/** Queries of several alternatives as one. */
export const anyQuery = (queries: string[]): string =>
  queries
    .filter((query) => query !== "")
    .map((query) => `(${query})`)
    .join(" | ");

/** The words that papers must contain. */
export const requiredWords = (alternatives: Term[][]): Word[] =>
  alternatives.flatMap(required).flatMap(({ words, isExcluded }) => (isExcluded ? [] : words));

/** Those that may be completed or corrected: words in quotes are taken literally. */
export const openWords = (alternatives: Term[][]): Word[] =>
  alternatives
    .flatMap(required)
    .flatMap(({ words, isPhrase, isExcluded }) =>
      isPhrase || isExcluded ? [] : words.filter(({ mark }) => mark === ""),
    );
