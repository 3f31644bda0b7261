import { cutsOf, wordEdges } from "./edges";
import { endsOf } from "./ends";
import { type Budget, editsBetween } from "./matching";
import { normalizeText } from "./normal-text";
import { pairOf, partnerOf, type Quote, type Quoted, unmistakable } from "./pairing";
import { overlap, placesOf } from "./places";

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
/** Shorter ones are stock phrases, found in any abstract: their neighbours must agree. */
const DISTINCT = 32;
/** Quotes from here on hardly ever occur twice: also where the old text is lost, neighbours may differ. */
const LONG = 64;
/** So much alike, a passage is known by its words alone. */
const ALIKE = 0.9;
/** Unrelated English is about a quarter alike, so this is one neighbour at least. */
const RECOGNISABLE = 0.6;
/** What in the old text may be taken for the passage: so much of its letters may differ. */
const RELATED = 0.35;
/** Steps of 32 comparisons each that the search for one passage may take: some 20 ms. */
const MAX_STEPS = 1_000_000;

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

interface Known {
  /** What is shown as a whole, as formulas are. */
  atoms?: Span[];
  /** The text that the target was taken from, where it is still there. */
  before?: string | null;
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

/** What looks like the target in the text that it was taken from; null if that is another text. */
function rivalsOf(target: Target, text: string, budget: Budget) {
  if (text.slice(target.start, target.end) !== target.exact) return null;
  const ground = { text, edges: wordEdges(text, []), budget };
  return placesOf(ground, target.exact, { start: true, end: true }, RELATED)
    .filter((place) => !overlap(place, target))
    .map((place) => ({ ...place, quote: quoteAt(text, place) }));
}
