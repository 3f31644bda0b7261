import { shownText } from "@/server/papers/search/words";

/** A paper to look for. */
export interface Known {
  slug: string;
  title: string;
}

/** A generator of numbers from 0 to 1 that depend only on the seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** One letter replaced, removed, added, or swapped with the next. */
function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? "x";
  const [before, after] = [word.slice(0, at), word.slice(at)];
  const slips = [
    before + letter + after.slice(1),
    before + after.slice(1),
    before + letter + after,
    before + after.charAt(1) + after.charAt(0) + after.slice(2),
  ];
  const slip = slips[Math.floor(random() * slips.length)] ?? word;
  return slip === word ? before + after.slice(1) : slip;
}

/** Three words of a title that one would search for, in order. */
function threeWords(title: string, random: () => number): string[] {
  const words = title.match(/[\p{L}\p{N}][\p{L}\p{N}.+-]*[\p{L}\p{N}]/gu) ?? [];
  const telling = words.filter((word) => word.length >= 4);
  while (telling.length > 3) telling.splice(Math.floor(random() * telling.length), 1);
  return telling;
}

/** Ways to look for a paper: what is typed, and within how many results the paper must be. */
export const WAYS = {
  "the title, typed whole": { first: 1, share: 1 },
  "three words of the title": { first: 10, share: 0.95 },
  "three words, one with a slip": { first: 10, share: 0.9 },
  "three words, the last two letters short": { first: 10, share: 0.9 },
} as const;

export type Way = keyof typeof WAYS;

/** What a reader might type to find this paper; null if the title has fewer than three words. */
export function asked({ title }: Known, random: () => number): Record<Way, string | null> {
  const shown = shownText(title);
  const words = threeWords(shown, random);
  const [, , last = ""] = words;
  const wrong = Math.floor(random() * words.length);
  const isEnough = words.length === 3;
  const slip = words.map((word, at) => (at === wrong ? misspell(word, random) : word));
  return {
    "the title, typed whole": shown,
    "three words of the title": isEnough ? words.join(" ") : null,
    "three words, one with a slip": isEnough ? slip.join(" ") : null,
    "three words, the last two letters short": isEnough
      ? [...words.slice(0, 2), last.slice(0, -2)].join(" ")
      : null,
  };
}
