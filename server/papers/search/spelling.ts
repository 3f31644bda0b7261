/** Shorter words have too many neighbors; nobody types longer ones. */
const SHORTEST = 4;
const LONGEST = 30;
/** From this length on, a word may have two errors. */
const LONG = 8;

/** Whether a word may be misspelled: letters only, and long enough to lose one. */
export const canBeMisspelt = (typed: string) =>
  typed.length >= SHORTEST - 1 && typed.length <= LONGEST && /^[\p{L}\p{M}]+$/u.test(typed);

/** FNV-1a, as a signed integer for the database. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value | 0;
}

/**
 * Hashes of a word, and of it without each of its letters. Two words share one if they differ by a
 * single letter that is wrong, missing, extra or swapped with the next: both leave it out.
 */
export function misspellingsOf(word: string): number[] {
  if (!canBeMisspelt(word)) return [];
  const hashes = new Set([hash(word)]);
  for (let at = 0; at < word.length; at++) hashes.add(hash(word.slice(0, at) + word.slice(at + 1)));
  return [...hashes];
}

/**
 * How many letters must be changed, added, removed or swapped to turn one word into the other
 * (optimal string alignment distance).
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

/** How far a word may be from the one that was meant. */
export const tolerance = (word: string) => (word.length < LONG ? 1 : 2);
