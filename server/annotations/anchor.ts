import { cutsOf, wordEdges } from "./edges";
import { endsOf } from "./ends";
import { type Budget, editsBetween } from "./matching";
import { normalizeText } from "./normal-text";
import { pairOf, partnerOf, type Quote, type Quoted, unmistakable } from "./pairing";
import { overlap, placesOf } from "./places";

/** A range of a text, in UTF-16 offsets. */
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
/** Shorter quotes are stock phrases, found in any abstract: the text around them must match too. */
const DISTINCT = 32;
/**
 * From this length on, a quote hardly ever occurs twice: even without the old text, the text around
 * it may differ.
 */
const LONG = 64;
/** A passage this similar is recognized by its words alone. */
const ALIKE = 0.9;
/** Unrelated English is about a quarter alike, so this takes at least one matching side. */
const RECOGNISABLE = 0.6;
/** The share of letters that may differ in the old text's candidates for the passage. */
const RELATED = 0.35;
/** The most steps (32 comparisons each) that the search for one passage may take: about 20 ms. */
const MAX_STEPS = 1_000_000;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Widens a span so that it splits no character: no surrogate pair, accent or emoji. */
function wholeCharacters(text: string, { start, end }: Span): Span {
  const segments = graphemes.segment(text);
  const last = segments.containing(end);
  return {
    start: segments.containing(start)?.index ?? start,
    end: last && last.index < end ? last.index + last.segment.length : end,
  };
}

/** Widens a span to contain every atom (formula) that it touches. */
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
 * Describes a passage of a text so that it can be found again. Returns null if the offsets are out
 * of bounds or contain only white space. Trims spaces at the ends and widens to whole characters
 * and formulas (`atoms`).
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

/** The text before and after a span, at most 32 characters each and no partial characters. */
function surroundings(text: string, { start, end }: Span) {
  return {
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\udc00-\udfff]/, ""),
    suffix: text.slice(end, end + CONTEXT).replace(/[\ud800-\udbff]$/, ""),
  };
}

interface Known {
  /** Ranges that are displayed as a unit, such as formulas. */
  atoms?: Span[];
  /** The text that the target was taken from, if it is still stored. */
  before?: string | null;
}

/**
 * Finds a passage again: by position in the text that it was described in (same `hash`), in any
 * other by its quote, if one place is good enough *and* clearly better than any other. Otherwise
 * returns null: no place is better than a wrong one.
 */
export function resolve(
  target: Target & { textHash: string },
  source: string,
  hash: string,
  { atoms = [], before = null }: Known = {},
): Span | null {
  const text = normalizeText(source);
  const { start, end, exact } = target;
  if (target.textHash === hash && text.slice(start, end) === exact) return { start, end };

  const budget = { steps: MAX_STEPS };
  const cuts = cutsOf(target);
  const own: Quoted = { start, end, edits: 0, quote: target };
  const rivals = before === null ? null : rivalsOf(target, normalizeText(before), budget);
  const old = [own, ...(rivals ?? [])];
  const edges = wordEdges(text, atoms);
  const places = placesOf({ text, edges, budget }, exact, cuts);
  const pairs = places.flatMap((match) => {
    const to = { ...match, quote: quoteAt(text, match) };
    const edits = (from: Quoted) =>
      from === own ? to.edits : editsBetween(from.quote.exact, to.quote.exact, budget);
    return old.map((from) => pairOf(from, to, edits(from), budget));
  });
  const pair = partnerOf(own, pairs, rivals ? unmistakable(pairs) : []);
  if (!pair || budget.steps < 0) return null;
  const telling = exact.length >= (rivals ? DISTINCT : LONG) && pair.alike >= ALIKE;
  if (!telling && pair.neighbours < RECOGNISABLE) return null;
  const place = pair.edits === 0 ? pair.to : endsOf(target, text, pair.to, { cuts, edges, budget });
  return place && wholeCharacters(text, place);
}

const quoteAt = (text: string, span: Span): Quote => ({
  exact: text.slice(span.start, span.end),
  ...surroundings(text, span),
});

/** Places that resemble the target in its own text; null if that is another text. */
function rivalsOf(target: Target, text: string, budget: Budget) {
  if (text.slice(target.start, target.end) !== target.exact) return null;
  const ground = { text, edges: wordEdges(text, []), budget };
  return placesOf(ground, target.exact, { start: true, end: true }, RELATED)
    .filter((place) => !overlap(place, target))
    .map((place) => ({ ...place, quote: quoteAt(text, place) }));
}
