import type { Span, Target } from "./anchor";
import { type Cuts, type WordEdges, wordsOf } from "./edges";
import { type Budget, editsBetween } from "./matching";

/** How many words on each side of an end are compared, and by how many words the end may be off. */
const NEAR = 4;
/**
 * A word with up to one changed letter in this many is the same word, and so is one with another
 * ending.
 */
const LETTERS = 3;
/** At most this many punctuation marks separate two sentences. */
const MARKS = 32;
const NUMBER = /^[\d.,]+$/;

/** A text and the ranges of its words. */
interface Words {
  text: string;
  words: Span[];
}

/** One end of a passage: its offset in the text, and the index of the first word after it. */
interface End extends Words {
  side: "start" | "end";
  at: number;
  index: number;
}

/** The parameters of a search. */
interface Search {
  cuts: Cuts;
  edges: WordEdges;
  budget: Budget;
}

const split = (text: string): Words => ({ text, words: wordsOf(text) });

function indexAt(words: Span[], at: number): number {
  const index = words.findIndex(({ start }) => start >= at);
  return index < 0 ? words.length : index;
}

/**
 * The nth word beside an end: from 0 on inside the passage, going inward; from -1 on outside it,
 * going outward.
 */
function wordBeside({ text, words, side, index }: End, nth: number): string | undefined {
  const word = words[side === "start" ? index + nth : index - 1 - nth];
  return word && text.slice(word.start, word.end);
}

function isSameWord(a: string | undefined, b: string | undefined, budget: Budget): boolean {
  if (a === undefined || b === undefined) return false;
  if (NUMBER.test(a) && NUMBER.test(b)) return true;
  const [short = "", long = ""] = [a, b].sort((one, other) => one.length - other.length);
  if (short.length > LETTERS && long.startsWith(short)) return true;
  return editsBetween(a, b, budget) <= Math.floor((long.length - 1) / LETTERS);
}

const hasWord = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** Whether a sentence, or the text, begins or ends at this end of a passage. */
function isSentence({ text, side, at }: End): boolean {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  if (!hasWord(side === "start" ? before : after)) return true;
  if (side === "start") return /[.!?]["'”’)\]]*\s[^\p{L}\p{N}]*$/u.test(before.slice(-MARKS));
  // a point in a URL or a number does not end a sentence
  if (/[.!?]["'”’)\]]*$/.test(before.slice(-MARKS))) return !hasWord(after.charAt(0));
  return /^[^\p{L}\p{N}\s]*[.!?](?![\p{L}\p{N}])/u.test(after);
}

const count = (length: number, holds: (nth: number) => boolean) =>
  Array.from({ length }, (_, nth) => nth).filter(holds).length;

/** The text between the nth word inside an end and the next one inward. */
function gapAfter({ words, text, side, index }: End, nth: number) {
  const before = side === "start" ? index + nth : index - 2 - nth;
  const start = words[before]?.end ?? 0;
  return { start, marks: text.slice(start, words[before + 1]?.start ?? text.length).trim() };
}

/**
 * Counts the signs that two ends are the same, and whether the text right at the end confirms it.
 */
function signsOf(was: End, is: End, { edges, budget }: Search) {
  const isSame = (old: number, now = old) =>
    isSameWord(wordBeside(was, old), wordBeside(is, now), budget);
  const sentence = isSentence(was) && isSentence(is);
  const outside = count(NEAR, (nth) => isSame(-1 - nth));
  const inside = count(NEAR, (nth) => isSame(nth));
  const withoutFirst = count(NEAR - 1, (nth) => isSame(nth + 1, nth));
  const isDropped = withoutFirst > inside;
  const most = Math.max(inside, withoutFirst);
  // one matching word outside may be chance; two hardly ever are
  const isBeside =
    isSame(-1) && (isSame(-2) || (wordBeside(was, -2) ?? wordBeside(is, -2)) === undefined);
  const gap = gapAfter(is, 0);
  const isGapSame =
    gap.marks === gapAfter(was, Number(isDropped)).marks || edges.isInFormula(gap.start);
  return {
    signs: most + outside + Number(sentence),
    isKnown:
      isGapSame && ((!isDropped && isSame(0)) || (most >= NEAR / 2 && (isBeside || sentence))),
  };
}

/** The text between the last word before the index and the word at it. */
const gapAt = ({ text, words }: Words, index: number): Span => ({
  start: words[index - 1]?.end ?? 0,
  end: words[index]?.start ?? text.length,
});

/** Punctuation inside the passage, between its end and the nearest word. */
function marksAt({ side, at, index, ...old }: End): string {
  const gap = gapAt(old, index);
  return side === "start" ? old.text.slice(at, gap.end) : old.text.slice(gap.start, at);
}

/**
 * The offset of an end between two words: so that it includes the same punctuation, else at a
 * space.
 */
function offsetIn(text: string, { start, end }: Span, side: End["side"], marks: string): number {
  const gap = text.slice(start, end);
  if (side === "start") {
    if (gap.endsWith(marks)) return end - marks.length;
    const space = gap.lastIndexOf(" ");
    return space < 0 ? end : start + space + 1;
  }
  if (gap.startsWith(marks)) return start + marks.length;
  const space = gap.indexOf(" ");
  return space < 0 ? start : start + space;
}

/** Finds the exact offset of an end that the search located at `near`, or null. */
function locate(was: End, { text, words }: Words, near: number, search: Search): number | null {
  const { mayStart, mayEnd } = search.edges.of(search.cuts);
  const middle = indexAt(words, near);
  const marks = marksAt(was);
  const ends = Array.from({ length: 2 * NEAR + 1 }, (_, nth) => middle + nth - NEAR)
    .filter((index) => index >= 0 && index <= words.length)
    .map((index) => {
      const at = offsetIn(text, gapAt({ text, words }, index), was.side, marks);
      const told = signsOf(was, { text, words, side: was.side, at, index }, search);
      return { ...told, at, off: Math.abs(index - middle) };
    })
    .filter(({ at }) => (was.side === "start" ? mayStart(at) : mayEnd(at)));
  const [best] = ends.sort(
    (a, b) => b.signs - a.signs || Number(b.isKnown) - Number(a.isKnown) || a.off - b.off,
  );
  return best?.isKnown ? best.at : null;
}

/**
 * Corrects the ends of a reworded passage near those that the search found: edit distance alone
 * cannot tell a replaced word at an end from a word beside the passage. Returns null if neither the
 * word inside an end nor the two outside match the original, and no sentence begins or ends there
 * as it did.
 */
export function endsOf(
  { prefix, exact, suffix }: Target,
  text: string,
  found: Span,
  search: Search,
): Span | null {
  const old = split(prefix + exact + suffix);
  const now = split(text);
  const find = (side: End["side"], at: number, near: number) =>
    // an end that cuts a word has no whole word to compare
    search.cuts[side]
      ? near
      : locate({ ...old, side, at, index: indexAt(old.words, at) }, now, near, search);
  const start = find("start", prefix.length, found.start);
  const end = find("end", prefix.length + exact.length, found.end);
  return start === null || end === null || start >= end ? null : { start, end };
}
