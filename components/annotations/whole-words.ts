import type { Span } from "@/server/annotations/anchor";
import { wordsOf } from "@/server/annotations/edges";
import type { Part } from "./pieces";

/** A selection with its direction: where it began, and where it now ends. */
export interface Reach {
  anchor: number;
  focus: number;
}

/** A selection that a pointer makes, as far as it decides between words and letters. */
export interface Drag extends Reach {
  /** How far it reached into the word that it is in now. */
  far: number;
  /** Whether it went forward in that word, so that it can go back. */
  advanced: boolean;
  /** Which ends are where the pointer put them; others extend to whole words. */
  letters: "none" | "focus" | "both";
}

/** What a hand moves back without meaning it. */
const UNMEANT = 1;

/** Stands for what is no part of a word, as a formula. */
const OBJECT = "\ufffc";

/**
 * The text of these parts for finding words, with the same offsets: an accented letter that is
 * written as a command belongs to its word, and a formula to none.
 */
export function wordText(text: string, parts: Part[]): string {
  let words = text;
  for (const { start, end, shown } of parts) {
    if (shown === undefined) continue;
    const isLetters = typeof shown === "string" && /^[\p{L}\p{N}\p{M}]+$/u.test(shown);
    const filling = (isLetters ? "a" : OBJECT).repeat(end - start);
    words = words.slice(0, start) + filling + words.slice(end);
  }
  return words;
}

type Find = (text: string, at: number) => Span | null;

/** In browsers without `Intl.Segmenter`, words are runs of letters and digits. */
const byPattern: Find = (text, at) =>
  wordsOf(text).find(({ start, end }) => start <= at && at < end) ?? null;

/** A letter with the marks on it, and a pair of surrogates. */
const LETTER = /[\s\S]\p{M}*/gu;

const letterByPattern: Find = (text, at) => {
  for (const { 0: letter, index } of text.matchAll(LETTER)) {
    if (index + letter.length > at) return { start: index, end: index + letter.length };
  }
  return null;
};

function bySegmenter(granularity: "word" | "grapheme"): Find | null {
  if (typeof Intl.Segmenter !== "function") return null;
  const segmenter = new Intl.Segmenter("en", { granularity });
  return (text, at) => {
    const found = segmenter.segment(text).containing(at);
    if (!found || found.isWordLike === false) return null;
    return { start: found.index, end: found.index + found.segment.length };
  };
}

/** The word, or the letter with its marks, of which the offset's character is a part. */
const wordAt: Find = (text, at) => (bySegmenter("word") ?? byPattern)(text, at);
const letterAt: Find = (text, at) => (bySegmenter("grapheme") ?? letterByPattern)(text, at);

const backward = ({ anchor, focus }: Reach) => focus < anchor;

/** The word of the last selected character before the pointer. */
const wordOfFocus = (text: string, reach: Reach) =>
  wordAt(text, backward(reach) ? reach.focus : reach.focus - 1);

const isSame = (a: Span | null, b: Span | null) =>
  a !== null && b !== null && a.start === b.start && a.end === b.end;

/**
 * Continues a drag. It selects whole words until it goes back within the word that it is in: from
 * there on that word is selected by letter, until it is reached as far as before. Back in the word
 * where it began, both ends are by letter.
 */
export function dragged(text: string, before: Drag | null, reach: Reach): Drag {
  const { anchor, focus } = reach;
  const isBack = backward(reach);
  const fresh: Drag = { ...reach, far: focus, advanced: true, letters: "none" };
  if (before?.anchor !== anchor || backward(before) !== isBack) return fresh;

  const beyond = (a: number, b: number) => (isBack ? b - a : a - b);
  const word = wordOfFocus(text, reach);
  const isHome = isSame(word, wordAt(text, isBack ? anchor - 1 : anchor));
  const isForward = beyond(focus, before.focus) > 0;
  if (!isHome && !isSame(word, wordOfFocus(text, before))) {
    return { ...fresh, advanced: isForward };
  }
  const advanced = isHome || before.advanced || isForward;
  const far = advanced && beyond(before.far, focus) > 0 ? before.far : focus;
  const returned = beyond(far, focus);
  const isByLetter = before.letters === "none" ? returned > UNMEANT : returned > 0;
  const letters = !isByLetter ? "none" : isHome ? "both" : "focus";
  return { ...reach, far, advanced, letters };
}

const ends = ({ anchor, focus }: Reach): Span => ({
  start: Math.min(anchor, focus),
  end: Math.max(anchor, focus),
});

/**
 * The selection to show and mark for a drag: whole words, except at ends by letter, where it has
 * whole characters; without spaces around it. A blank one stays as it is.
 */
export function snapped(text: string, { anchor, focus, letters }: Drag): Reach {
  const back = backward({ anchor, focus });
  let { start, end } = ends({ anchor, focus });
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  if (start === end) return { anchor, focus };
  const find = (isFocus: boolean) =>
    letters === "both" || (isFocus && letters === "focus") ? letterAt : wordAt;
  const first = find(back)(text, start) ?? letterAt(text, start);
  const last = find(!back)(text, end - 1) ?? letterAt(text, end - 1);
  start = Math.min(start, first?.start ?? start);
  end = Math.max(end, last?.end ?? end);
  return back ? { anchor: end, focus: start } : { anchor: start, focus: end };
}
