import { type Budget, editsBetween, type Match } from "./matching";

/** The words of a passage, and 32 characters on each side. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A match in a text, with its quote. */
export interface Quoted extends Match {
  quote: Quote;
}

const MARGIN = 0.1;
/** A rival with three times the edits plus this many is clearly worse, whatever surrounds it. */
const FEW = 3;

/** A place in the old text and one in the new, and how likely they are the same. */
export interface Pair {
  from: Quoted;
  to: Quoted;
  edits: number;
  /** How alike their words are, from 0 to 1. */
  alike: number;
  /** How alike the text on each side is, from 0 to 1. */
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

/** Whether two pairs exclude each other because they share exactly one place. */
const exclude = (a: Pair, b: Pair) => (a.from === b.from) !== (a.to === b.to);

/** Whether no other pair with one of these two places is a serious rival. */
const isClear = (pair: Pair, pairs: Pair[]) =>
  pairs.every((rival) => {
    if (!exclude(pair, rival)) return true;
    // its words suggest one place and its surroundings another
    if (rival.edits < pair.edits / 2) return false;
    return pair.score - rival.score >= MARGIN || rival.edits >= 3 * pair.edits + FEW;
  });

/**
 * Pairs of places with identical words that no other place has. Their surroundings must be
 * identical too; otherwise no rival may share one of the two places, unless the rival's other place
 * belongs to such a pair itself.
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
 * Matches places in the old text with places in the new, and returns the pair of the old place
 * `own`: the `certain` pairs first, then by score. A place clearly matched to another is not
 * considered again.
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
