/** Shorter words have too many neighbours; longer ones are none that anybody types. */
const SHORTEST = 4;
const LONGEST = 30;
/** From this length on a word may be wrong in two places. */
const LONG = 8;

/** Whether it may be a misspelt word: letters only, of which one may be missing. */
export const canBeMisspelt = (typed: string) =>
  typed.length >= SHORTEST - 1 && typed.length <= LONGEST && /^[\p{L}\p{M}]+$/u.test(typed);

/** FNV-1a, as the signed integers of the database. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value | 0;
}

/**
 * Hashes of a word and of it without each of its letters. Two words share one if a single letter
 * was typed wrong, left out, added or swapped with the next: what differs is left out of both.
 */
export function misspellingsOf(word: string): number[] {
  if (!canBeMisspelt(word)) return [];
  const hashes = new Set([hash(word)]);
  for (let at = 0; at < word.length; at++) hashes.add(hash(word.slice(0, at) + word.slice(at + 1)));
  return [...hashes];
}

/**
 * How many letters have to be changed, added, left out or swapped to make one word the other (the
 * optimal string alignment distance).
 */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
      );
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}

/** How far a word may be from what was meant. */
export const tolerance = (word: string) => (word.length < LONG ? 1 : 2);
