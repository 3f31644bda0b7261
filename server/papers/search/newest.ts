/** Bits of a block's ids in each level of `searchBlocks`. */
const LEVELS = [10, 15, 20, 25];

const width = (level: number) => 2 ** (LEVELS[level] ?? 0);

/** The fewest blocks that contain these ids; `from` begins one. */
function blocksOf(from: number, before: number): number[] {
  const blocks: number[] = [];
  let at = from;
  while (at < before) {
    const level = LEVELS.findLastIndex(
      (_, level) => at % width(level) === 0 && (level === 0 || at + width(level) <= before),
    );
    blocks.push((at / width(level)) * LEVELS.length + level);
    at += width(level);
  }
  return blocks;
}

/** A part of all ids, as blocks. */
export interface Part {
  blocks: number[];
  /** How many ids the parts up to this one have. */
  ids: number;
}

/**
 * The newest `reach` ids in parts, newest first: at least `first` in the first, and in each other
 * about as many as in all before.
 */
export function newestParts(newest: number, first: number, reach: number): Part[] {
  const parts: Part[] = [];
  const end = newest + 1;
  let before = end;
  let size = first;
  while (before > Math.max(0, end - reach)) {
    const level = Math.max(
      0,
      LEVELS.findLastIndex((_, level) => width(level) <= size),
    );
    const from = Math.max(0, Math.floor((before - size) / width(level)) * width(level));
    parts.push({ blocks: blocksOf(from, before), ids: end - from });
    before = from;
    size = end - from;
  }
  return parts;
}
