import { compound, inTitle, quoted } from "./document";
import type { Term } from "./query";
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

function termQuery({ words, isPhrase, isExcluded }: Term, variants: Variants): string {
  const phrase = words.map((word) => anyOf(lexemesOf(word, variants).map(quoted))).join(" <-> ");
  const joined = isPhrase || words.length !== 2 ? null : compound(words, 0);
  const query = `(${joined ? `(${phrase}) | ${quoted(stemOf(joined))}` : phrase})`;
  return isExcluded ? `!${query}` : query;
}

/** The required terms as a `tsquery`. */
export const textQuery = (alternatives: Term[][], variants: Variants): string =>
  alternatives
    .map((terms) =>
      required(terms)
        .map((term) => termQuery(term, variants))
        .join(" & "),
    )
    .map((query) => `(${query})`)
    .join(" | ");

/** The same, with every word in the title. */
export const titleQuery = (alternatives: Term[][], variants: Variants): string =>
  alternatives
    .map((terms) => {
      const all = required(terms);
      const inTitles = all
        .filter(({ isExcluded }) => !isExcluded)
        .flatMap(({ words }) => words)
        .map((word) => anyOf(lexemesOf(word, variants).map(inTitle).map(quoted)));
      return `(${[...inTitles, ...all.map((term) => termQuery(term, variants))].join(" & ")})`;
    })
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
