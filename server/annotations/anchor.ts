import { approximate, type Match, occurrences, similarity } from "./matching";
import { normalizeText } from "./text";

/** A stretch of a text, in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** The W3C text position and text quote selectors of a passage. */
export interface Target extends Span {
  exact: string;
  prefix: string;
  suffix: string;
}

const CONTEXT = 32;
/** Shorter quotes are common words: they are never matched with edits. */
const SHORT = 20;
/** So long a quote hardly ever stands twice: where it stands unchanged, its neighbours may differ. */
const LONG = 64;
const MOST_EDITS = 0.25;
/** Unrelated English is about a quarter alike, so this is one neighbour at least. */
const RECOGNISABLE = 0.6;
const MARGIN = 0.1;
/** Text length times quote length beyond which only unchanged quotes are searched, about 0.2 s. */
const MOST_WORK = 10_000_000;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Widens a span so that it cuts no character in two, be it a surrogate pair, an accent or an emoji. */
function wholeCharacters(text: string, { start, end }: Span): Span {
  const segments = graphemes.segment(text);
  const last = segments.containing(end);
  return {
    start: segments.containing(start)?.index ?? start,
    end: last && last.index < end ? last.index + last.segment.length : end,
  };
}

/** Widens a span so that each of the atoms (formulas) that it touches is inside it as a whole. */
export function wholeAtoms(atoms: Span[], span: Span): Span {
  let { start, end } = span;
  for (const atom of atoms) {
    if (atom.start < span.end && atom.end > span.start) {
      start = Math.min(start, atom.start);
      end = Math.max(end, atom.end);
    }
  }
  return { start, end };
}

/**
 * Describes a passage of a text so that it can be found again, or null when there is none: the
 * offsets lie outside the text or hold nothing but white space. Spaces at its ends are left out,
 * characters and formulas (`atoms`) that it touches are taken whole.
 */
export function describe(source: string, span: Span, atoms: Span[] = []): Target | null {
  const text = normalizeText(source);
  let { start, end } = span;
  if (start < 0 || end > text.length || start >= end) return null;
  while (start < end && text[start] === " ") start++;
  while (end > start && text[end - 1] === " ") end--;
  if (start >= end) return null;
  const whole = wholeCharacters(text, wholeAtoms(atoms, { start, end }));
  return { ...whole, exact: text.slice(whole.start, whole.end), ...surroundings(text, whole) };
}

/** The text before and after a span: 32 characters each, or a little less, never half a one. */
function surroundings(text: string, { start, end }: Span) {
  return {
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\udc00-\udfff]/, ""),
    suffix: text.slice(end, end + CONTEXT).replace(/[\ud800-\udbff]$/, ""),
  };
}

interface Candidate extends Match {
  /** How like what stands on either side is to what stood there. */
  neighbours: number;
  score: number;
}

function weigh(text: string, target: Target, match: Match): Candidate {
  const around = surroundings(text, match);
  const before = similarity(target.prefix, around.prefix);
  const after = similarity(target.suffix, around.suffix);
  const neighbours = (before + after) / 2;
  const quote = 1 - match.edits / target.exact.length;
  return { ...match, neighbours, score: 0.6 * quote + 0.4 * neighbours };
}

/**
 * Finds a passage again. In the very text that it was described in (the same `hash`) by position;
 * in another by its quote, if one place is good enough *and* clearly better than any second.
 * Otherwise null: a passage without a place is better than a passage in a wrong one.
 */
export function resolve(
  target: Target & { textHash: string },
  source: string,
  hash: string,
): Span | null {
  const text = normalizeText(source);
  const { start, end, exact } = target;
  if (target.textHash === hash && text.slice(start, end) === exact) return { start, end };

  const unchanged = occurrences(text, exact);
  const searched =
    unchanged.length > 0 || exact.length < SHORT || text.length * exact.length > MOST_WORK
      ? unchanged
      : approximate(text, exact, Math.floor(exact.length * MOST_EDITS));
  const [best, second] = searched
    .map((match) => weigh(text, target, match))
    .sort((a, b) => b.score - a.score);
  if (!best) return null;
  const telling = best.edits === 0 && exact.length >= LONG;
  if (!telling && best.neighbours < RECOGNISABLE) return null;
  if (second && best.score - second.score < MARGIN) return null;
  return wholeCharacters(text, best);
}
