import { type Budget, editsBetween, type Match } from "./matching";

/** The words of a passage and 32 characters on either side. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A place in a text, and what is there. */
export interface Quoted extends Match {
  quote: Quote;
}

const MARGIN = 0.1;
/** A rival with three times the edits and these is clearly behind, whatever is beside it. */
const FEW = 3;

/** A place of the old text and one of the new, and how much speaks for their being the same. */
export interface Pair {
  from: Quoted;
  to: Quoted;
  edits: number;
  /** How alike their words are, from 0 to 1. */
  alike: number;
  /** How alike the text on either side of them is. */
  neighbours: number;
  score: number;
}

const similarity = (a: string, b: string, budget: Budget) =>
  a === b ? 1 : 1 - editsBetween(a, b, budget) / Math.max(a.length, b.length);

export function pairOf(from: Quoted, to: Quoted, edits: number, budget: Budget): Pair {
  const before = similarity(from.quote.prefix, to.quote.prefix, budget);
  const after = similarity(from.quote.suffix, to.quote.suffix, budget);
  const neighbours = (before + after) / 2;
  const alike = 1 - edits / from.quote.exact.length;
  return { from, to, edits, alike, neighbours, score: 0.6 * alike + 0.4 * neighbours };
}

/** Whether two pairs cannot both hold, as they have one place in common. */
const exclude = (a: Pair, b: Pair) => (a.from === b.from) !== (a.to === b.to);

/** Whether nothing speaks for another pair with one of these two places. */
const isClear = (pair: Pair, pairs: Pair[]) =>
  pairs.every((rival) => {
    if (!exclude(pair, rival)) return true;
    // its words say one thing and its neighbours another
    if (rival.edits < pair.edits / 2) return false;
    return pair.score - rival.score >= MARGIN || rival.edits >= 3 * pair.edits + FEW;
  });

/**
 * The pairs of places that say the same, letter for letter, as no other place does. What is beside them
 * must be the same as well, or nothing may speak for another pair with one of the two, unless that
 * pair's other place is in such a pair itself.
 */
export const unmistakable = (pairs: Pair[]) => {
  const same = pairs.filter(({ edits }) => edits === 0);
  const unique = same.filter((pair) => !same.some((rival) => exclude(pair, rival)));
  return unique.filter((pair) => {
    if (pair.neighbours === 1) return true;
    const others = unique.filter((other) => other !== pair);
    const isOthers = ({ from, to }: Pair) =>
      others.some((other) => other.from === from || other.to === to);
    return isClear(
      pair,
      pairs.filter((rival) => !isOthers(rival)),
    );
  });
};

/**
 * Matches places of the old text with places of the new, and returns the pair of the old place `own`:
 * the `certain` pairs first, then the best. A place that is clearly another's is left to that one.
 */
export function partnerOf(own: Quoted, pairs: Pair[], certain: Pair[]): Pair | null {
  let open = pairs;
  const byScore = pairs.toSorted((a, b) => b.score - a.score);
  for (const pair of [...certain, ...byScore]) {
    if (!open.includes(pair)) continue;
    const clear = certain.includes(pair) || isClear(pair, open);
    if (pair.from === own) return clear ? pair : null;
    if (clear) open = open.filter(({ from, to }) => from !== pair.from && to !== pair.to);
  }
  return null;
}
