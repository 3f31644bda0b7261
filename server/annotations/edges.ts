import type { Span } from "./anchor";

/** The offsets of a text where a passage may begin and end. */
export interface Edges {
  mayStart: (at: number) => boolean;
  mayEnd: (at: number) => boolean;
}

/** Which ends of a passage are inside a word of its original text. */
export interface Cuts {
  start: boolean;
  end: boolean;
}

/**
 * A word, or a number with its decimal point and commas. In scripts without spaces, each letter is
 * a word.
 */
const WORD =
  /(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}\p{M}]|(?<=\d)[.,](?=\d)|(?<=\p{L})['’](?=\p{L}))+/gu;

/** The words of a text, in order. */
export const wordsOf = (text: string): Span[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));

/** Marks the offsets that are inside a word. */
function insideWords(text: string): Uint8Array {
  const inside = new Uint8Array(text.length + 1);
  for (const { start, end } of wordsOf(text)) inside.fill(1, start + 1, end);
  return inside;
}

/** Whether a quote cuts a word at either end, as when its reader selected half of it. */
export function cutsOf({ exact, prefix, suffix }: Record<"exact" | "prefix" | "suffix", string>) {
  const inside = insideWords(prefix + exact + suffix);
  return {
    start: inside[prefix.length] === 1,
    end: inside[prefix.length + exact.length] === 1,
  };
}

/** Limits passages of a text to whole words and whole `atoms` (formulas). */
export function wordEdges(text: string, atoms: Span[]) {
  const inWord = insideWords(text);
  const inAtom = new Uint8Array(text.length + 1);
  for (const { start, end } of atoms) {
    // a word next to a formula ends where the formula begins
    inWord.fill(0, start, end + 1);
    inAtom.fill(1, start + 1, end);
  }
  const isCut = (at: number, may: boolean) => inAtom[at] === 1 || (!may && inWord[at] === 1);
  return {
    isInFormula: (at: number) => inAtom[at] === 1,
    /** The edges for a quote: where the quote cut a word, its match may too. */
    of: (cuts: Cuts): Edges => ({
      mayStart: (at) => !isCut(at, cuts.start) && text[at] !== " ",
      mayEnd: (at) => !isCut(at, cuts.end) && text[at - 1] !== " ",
    }),
    /** Widens a span to whole words, except at ends that may cut one. */
    widen(span: Span, cuts: Cuts): Span {
      let { start, end } = span;
      while (isCut(start, cuts.start)) start--;
      while (isCut(end, cuts.end)) end++;
      return { start, end };
    },
  };
}

export type WordEdges = ReturnType<typeof wordEdges>;
