import type { Edges } from "./edges";

/** A place in a text that a pattern matches, with the number of edits between the two. */
export interface Match {
  start: number;
  end: number;
  edits: number;
}

/** The steps that a search has left; a search that has used them up finds nothing more. */
export interface Budget {
  steps: number;
}

/** Rows of the edit-distance table that one number stores. */
const BITS = 32;
/**
 * The closest places that are compared. One and a rival suffice; the rest is for repetitive pages.
 */
const MAX_MATCHES = 6;

/**
 * For each letter of the pattern, the rows that contain it: one bit per row, one number per block.
 */
function rowsOf(pattern: string, blocks: number): Map<number, Int32Array> {
  const rows = new Map<number, Int32Array>();
  for (let row = 0; row < pattern.length; row++) {
    const letter = pattern.charCodeAt(row);
    let of = rows.get(letter);
    if (!of) {
      of = new Int32Array(blocks);
      rows.set(letter, of);
    }
    const block = Math.floor(row / BITS);
    of[block] = (of[block] ?? 0) | (1 << (row % BITS));
  }
  return rows;
}

/**
 * The edits (Levenshtein distance) between `pattern` and the text ending at each offset of `text`,
 * where they are at most `maxEdits`. The match begins at the best start, or with `anchored` at the
 * start of the text. Each column of the table is stored as its vertical differences, 32 rows per
 * step, and only down to the last row within reach: about `text.length × maxEdits / 32` steps.
 *
 * Myers, A fast bit-vector algorithm for approximate string matching, J. ACM 46 (1999); the cut-off
 * is Ukkonen's (1985).
 */
function scan(
  text: string,
  pattern: string,
  { maxEdits, anchored, budget }: { maxEdits: number; anchored: boolean; budget: Budget },
  report: (end: number, edits: number) => void,
): void {
  const blocks = Math.ceil(pattern.length / BITS);
  const rows = rowsOf(pattern, blocks);
  const none = new Int32Array(blocks);
  const rises = new Int32Array(blocks).fill(-1);
  const falls = new Int32Array(blocks);
  // edits in the last row of each block
  const edits = Int32Array.from({ length: blocks }, (_, block) =>
    Math.min((block + 1) * BITS, pattern.length),
  );
  const lastRow = 1 << ((pattern.length - 1) % BITS);

  /**
   * Advances a block by one column. Takes the change in the row above, returns that in its last
   * row.
   */
  const advance = (block: number, letter: Int32Array, above: number): number => {
    const risen = rises[block] ?? 0;
    const fallen = falls[block] ?? 0;
    const equal = letter[block] ?? 0;
    const vertical = equal | fallen;
    const reached = above < 0 ? equal | 1 : equal;
    const horizontal = (((reached & risen) + risen) ^ risen) | reached;
    let up = fallen | ~(horizontal | risen);
    let down = risen & horizontal;
    const last = block === blocks - 1 ? lastRow : 1 << (BITS - 1);
    const change = (up & last ? 1 : 0) - (down & last ? 1 : 0);
    up = (up << 1) | (above > 0 ? 1 : 0);
    down = (down << 1) | (above < 0 ? 1 : 0);
    rises[block] = down | ~(vertical | up);
    falls[block] = up & vertical;
    edits[block] = (edits[block] ?? 0) + change;
    return change;
  };

  let deepest = Math.min(Math.ceil((maxEdits + 1) / BITS), blocks) - 1;
  for (let at = 0; at < text.length; at++) {
    budget.steps -= deepest + 1;
    if (budget.steps < 0) return;
    const letter = rows.get(text.charCodeAt(at)) ?? none;
    let change = anchored ? 1 : 0;
    for (let block = 0; block <= deepest; block++) change = advance(block, letter, change);
    const next = deepest + 1;
    const below = (edits[deepest] ?? 0) - change;
    if (next < blocks && below <= maxEdits && ((letter[next] ?? 0) & 1 || change < 0)) {
      rises[next] = -1;
      falls[next] = 0;
      edits[next] = below + Math.min(BITS, pattern.length - next * BITS);
      advance(next, letter, change);
      deepest = next;
    } else {
      while (deepest > 0 && (edits[deepest] ?? 0) >= maxEdits + BITS) deepest--;
    }
    const reached = edits[deepest] ?? 0;
    if (deepest === blocks - 1 && reached <= maxEdits) report(at + 1, reached);
  }
}

/** The edits that turn one text into the other. */
export function editsBetween(a: string, b: string, budget: Budget): number {
  if (a === b) return 0;
  let last = Math.max(a.length, b.length);
  if (a === "" || b === "") return last;
  const options = { maxEdits: last, anchored: true, budget };
  scan(a, b, options, (end, edits) => {
    if (end === a.length) last = edits;
  });
  return last;
}

const reversed = (text: string) => text.split("").reverse().join("");

interface Search {
  maxEdits: number;
  budget: Budget;
  edges: Edges;
}

/**
 * The match that ends at `end`, with the best start; among equals, the one of the likeliest length.
 */
function matchAt(text: string, pattern: string, end: number, search: Search): Match | null {
  const from = Math.max(0, end - pattern.length - search.maxEdits);
  let best: Match | null = null;
  const off = ({ start }: Match) => Math.abs(end - start - pattern.length);
  scan(
    reversed(text.slice(from, end)),
    reversed(pattern),
    { ...search, anchored: true },
    (length, edits) => {
      const match = { start: end - length, end, edits };
      if (!search.edges.mayStart(match.start)) return;
      const closer = best && (edits - best.edits || off(match) - off(best));
      if (closer === null || closer < 0) best = match;
    },
  );
  return best;
}

/**
 * Matches of `pattern` in `text` within `maxEdits` and at allowed edges, closest first. None
 * overlaps a closer one.
 */
export function approximate(text: string, pattern: string, search: Search): Match[] {
  const ends: { end: number; edits: number }[] = [];
  scan(text, pattern, { ...search, anchored: false }, (end, edits) => {
    if (search.edges.mayEnd(end)) ends.push({ end, edits });
  });
  ends.sort((a, b) => a.edits - b.edits || a.end - b.end);
  const found: Match[] = [];
  for (const { end } of ends) {
    if (found.length === MAX_MATCHES) break;
    if (found.some((match) => end > match.start && end - pattern.length < match.end)) continue;
    const match = matchAt(text, pattern, end, search);
    if (match) found.push(match);
  }
  return found.sort((a, b) => a.edits - b.edits);
}

/** Every exact occurrence of `pattern` in `text`. */
export function occurrences(text: string, pattern: string): Match[] {
  const found: Match[] = [];
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
    found.push({ start: at, end: at + pattern.length, edits: 0 });
  }
  return found;
}
