import type { Context } from "../../platform/context";
import { findCorrections, findStems, type KnownStem, type KnownWord, sizeOf } from "./known-words";
import { readQuery, type Term } from "./query";
import { joinedOf, openWords, requiredWords, type Variants, worded } from "./tsquery";
import { shownText, stemOf, type Word } from "./words";

/** A parsed search: what was typed, and what its words may match. */
export interface Plan {
  /** What was typed, for display. */
  shown: string;
  alternatives: Term[][];
  /** The words that may be completed or corrected. */
  open: Word[];
  variants: Variants;
  /** About how many papers have each stem. */
  counts: Map<string, number>;
  /** The approximate number of papers. */
  papers: number;
  /** The newest paper's id. */
  newest: number;
}

/** The known words that each word of a search may be a misspelling of. */
export type Corrections = Map<Word, KnownWord[]>;

const countsOf = (known: KnownStem[]) => new Map(known.map(({ stem, papers }) => [stem, papers]));

/** Parses a search and looks its words up. Returns null if there is no word to search for. */
export async function planFor(ctx: Context, q: string): Promise<Plan | null> {
  const shown = shownText(q);
  const alternatives = readQuery(shown);
  if (alternatives.length === 0) return null;
  const open = openWords(alternatives);
  const texts = requiredWords(alternatives).map(({ text }) => text);
  const joined = alternatives.flat().flatMap((term) => joinedOf(term) ?? []);
  const last = open.at(-1);
  const beginning = last && last.text.length > 1 ? last.text : null;
  const [known, size] = await Promise.all([
    findStems(ctx, [...new Set([...texts, ...joined].map(stemOf))], beginning),
    sizeOf(ctx),
  ]);
  const endings = known.filter(({ isEnding }) => isEnding).map(({ stem }) => stem);
  const variants: Variants = new Map(last && [[last, endings]]);
  return { shown, alternatives, open, variants, counts: countsOf(known), ...size };
}

/** At most how many papers contain a word, in any form. */
export function papersWith({ counts, variants }: Plan, word: Word): number {
  const stems = new Set([stemOf(word.text), ...(variants.get(word) ?? [])]);
  return [...stems].reduce((sum, stem) => sum + (counts.get(stem) ?? 0), 0);
}

/** The share of the papers with a word that have it in one of its main variants. */
const MAIN_SHARE = 0.8;

/** The most frequent variants of each word, which most matches have. */
export function mainVariants(plan: Plan): Variants {
  const count = (stem: string) => plan.counts.get(stem) ?? 0;
  return new Map(
    [...plan.variants].map(([word, stems]) => {
      const own = stemOf(word.text);
      const enough = MAIN_SHARE * papersWith(plan, word);
      const main: string[] = [];
      let sum = count(own);
      for (const stem of new Set(stems.toSorted((a, b) => count(b) - count(a)))) {
        if (sum >= enough) break;
        if (stem === own) continue;
        main.push(stem);
        sum += count(stem);
      }
      return [word, main];
    }),
  );
}

/** Words such as C++ are not counted; no more papers than this are taken to have one. */
const MAX_MARKED = 10_000;

/** At most how many papers match a term: those with its rarest word. */
function papersWithTerm(plan: Plan, term: Term): number {
  const joined = joinedOf(term);
  const each = term.words.map((word) =>
    Math.min(papersWith(plan, word), word.mark === "" ? plan.papers : MAX_MARKED),
  );
  const apart = Math.min(plan.papers, ...each);
  return apart + (joined ? (plan.counts.get(stemOf(joined)) ?? 0) : 0);
}

/** The required terms of an alternative with words, the rarest first, and behind them the excluded. */
export function rarestFirst(plan: Plan, terms: Term[]): Term[] {
  const rank = (term: Term) =>
    term.isExcluded ? Number.POSITIVE_INFINITY : papersWithTerm(plan, term);
  return worded(terms)
    .map((term) => ({ term, rank: rank(term) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ term }) => term);
}

/** At most how many papers match: those with the rarest term of an alternative. */
export function mostMatches(plan: Plan): number {
  const each = plan.alternatives.map((terms) => {
    const [rarest] = rarestFirst(plan, terms);
    return rarest && !rarest.isExcluded ? papersWithTerm(plan, rarest) : plan.papers;
  });
  return Math.min(
    plan.papers,
    each.reduce((sum, most) => sum + most, 0),
  );
}

/**
 * The estimated share of papers that have all words of an alternative with a phrase or a field: only
 * their texts tell whether they match.
 */
export function rechecked(plan: Plan): number {
  const each = plan.alternatives.map((terms) => {
    const wanted = worded(terms).filter(({ isExcluded }) => !isExcluded);
    if (!wanted.some(({ words, field }) => words.length > 1 || field !== null)) return 0;
    const shares = wanted
      .flatMap(({ words }) => words.map((word) => papersWith(plan, word) / plan.papers))
      .sort((a, b) => a - b);
    // words that occur together are not independent: the rarest counts most
    return shares.reduce(
      (product, share, at) => product * Math.min(1, share) ** (at === 0 ? 1 : 0.3),
      1,
    );
  });
  return each.reduce((sum, share) => sum + share, 0);
}

/** The words of a search that no paper contains. */
export const unknownWords = (plan: Plan) =>
  plan.open.filter((word) => papersWith(plan, word) === 0);

/** Corrections of these words; null if none has any. */
export async function correctionsOf(ctx: Context, words: Word[]): Promise<Corrections | null> {
  const found = await findCorrections(
    ctx,
    words.map(({ text }) => text),
  );
  const corrections = new Map(words.map((word) => [word, found.get(word.text) ?? []]));
  return [...corrections.values()].some((known) => known.length > 0) ? corrections : null;
}

/** The search, also matching the corrections of its words. */
export async function correct(ctx: Context, plan: Plan, corrections: Corrections): Promise<Plan> {
  const variants = new Map(plan.variants);
  const added = new Set<string>();
  for (const [word, known] of corrections) {
    const stems = known.map(({ stem }) => stem);
    variants.set(word, [...(variants.get(word) ?? []), ...stems]);
    for (const stem of stems) added.add(stem);
  }
  const counts = countsOf(await findStems(ctx, [...added], null));
  return { ...plan, variants, counts: new Map([...plan.counts, ...counts]) };
}

/** What was typed, with these words replaced. */
export function replaceWords(shown: string, replacements: [Word, string][]): string {
  let text = shown;
  // from last to first, so that offsets stay valid
  for (const [word, replacement] of replacements.toSorted(([a], [b]) => b.start - a.start)) {
    text = text.slice(0, word.start) + replacement + text.slice(word.end);
  }
  return text;
}
