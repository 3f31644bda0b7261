import type { Span } from "./anchor";
import type { Cuts, WordEdges } from "./edges";
import { approximate, type Budget, type Match, occurrences } from "./matching";

/** Shorter quotes are common words and must match exactly. */
const SHORT = 20;
/** Longer quotes are found by their two ends; arXiv's longest abstracts have 1,920 letters. */
const LONGEST = 2_048;
const ENDS = 512;
const MAX_EDITS = 0.25;

/** A text in which passages are looked for. */
export interface Ground {
  text: string;
  edges: WordEdges;
  budget: Budget;
}

/** Exact occurrences of the quote, or with only an ending added to its words. */
function unchanged({ text, edges }: Ground, exact: string, cuts: Cuts): Match[] {
  return occurrences(text, exact)
    .map((match) => {
      const whole = edges.widen(match, cuts);
      return { ...whole, edits: whole.end - whole.start - exact.length };
    })
    .filter(({ edits }) => edits <= exact.length * MAX_EDITS);
}

/** Approximate matches of the quote, with edits to at most this share of its letters. */
function reworded(ground: Ground, exact: string, cuts: Cuts, share: number): Match[] {
  if (exact.length < SHORT) return [];
  if (exact.length > LONGEST) return byEnds(ground, exact, cuts);
  const { text, edges, budget } = ground;
  const maxEdits = Math.floor(exact.length * share);
  return approximate(text, exact, { maxEdits, budget, edges: edges.of(cuts) });
}

/** Matches the two ends of a long quote; the text between may change only in length. */
function byEnds({ text, edges, budget }: Ground, exact: string, cuts: Cuts): Match[] {
  const maxEdits = ENDS * MAX_EDITS;
  const anywhere = { start: true, end: true };
  const first = edges.of({ ...anywhere, start: cuts.start });
  const last = edges.of({ ...anywhere, end: cuts.end });
  const heads = approximate(text, exact.slice(0, ENDS), { maxEdits, budget, edges: first });
  const tails = approximate(text, exact.slice(-ENDS), { maxEdits, budget, edges: last });
  return heads
    .flatMap((head) =>
      tails.map((tail) => {
        const off = Math.abs(tail.end - head.start - exact.length);
        return { start: head.start, end: tail.end, edits: head.edits + tail.edits + off };
      }),
    )
    .filter(({ start, end, edits }) => end > start && edits <= exact.length * MAX_EDITS);
}

export const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** The matches without those that overlap an earlier one. */
const apart = (matches: Match[]) =>
  matches.filter((one, index) => !matches.slice(0, index).some((other) => overlap(one, other)));

/** Every candidate place of a quote: exact, or with edits to this share of its letters. */
export const placesOf = (ground: Ground, exact: string, cuts: Cuts, share = MAX_EDITS) =>
  apart([...unchanged(ground, exact, cuts), ...reworded(ground, exact, cuts, share)]);
