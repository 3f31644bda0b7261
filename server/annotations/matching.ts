/** A place in a text that a pattern matches, with the number of edits between the two. */
export interface Match {
  start: number;
  end: number;
  edits: number;
}

/** Edits to turn `a` into each prefix of `b`: the last row of Levenshtein's table. */
function editsToPrefixes(a: string, b: string): number[] {
  const row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const substituted = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(substituted, above + 1, (row[j - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row;
}

/** How alike two short texts are, from 0 to 1 (the same): one minus edits over the longer length. */
export function similarity(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  if (length === 0 || a === b) return 1;
  return 1 - (editsToPrefixes(a, b).at(-1) ?? length) / length;
}

const reversed = (text: string) => text.split("").reverse().join("");

/** Where a match that ends at `end` begins: the best start, and of equals the likeliest length. */
function startOf(text: string, pattern: string, end: number, mostEdits: number): number {
  const window = text.slice(Math.max(0, end - pattern.length - mostEdits), end);
  const edits = editsToPrefixes(reversed(pattern), reversed(window));
  let best = 0;
  for (let length = 1; length < edits.length; length++) {
    const difference = (edits[length] ?? 0) - (edits[best] ?? 0);
    const closer = Math.abs(length - pattern.length) < Math.abs(best - pattern.length);
    if (difference < 0 || (difference === 0 && closer)) best = length;
  }
  return end - best;
}

/**
 * The ends in `text` of substrings within `mostEdits` of `pattern`, by Sellers' algorithm with
 * Ukkonen's cut-off: about `text.length × mostEdits` steps.
 */
function endsOf(text: string, pattern: string, mostEdits: number) {
  const column = Array.from({ length: pattern.length + 1 }, (_, row) => row);
  const ends: { end: number; edits: number }[] = [];
  let active = Math.min(mostEdits, pattern.length);
  for (let i = 0; i < text.length; i++) {
    let diagonal = 0;
    const deepest = Math.min(active + 1, pattern.length);
    for (let j = 1; j <= deepest; j++) {
      const before = j > active ? mostEdits + 1 : (column[j] ?? 0);
      const substituted = diagonal + (pattern[j - 1] === text[i] ? 0 : 1);
      column[j] = Math.min(substituted, before + 1, (column[j - 1] ?? 0) + 1);
      diagonal = before;
    }
    active = deepest;
    while ((column[active] ?? 0) > mostEdits) active--;
    if (active === pattern.length) ends.push({ end: i + 1, edits: column[active] ?? 0 });
  }
  return ends;
}

/** Places in `text` within `mostEdits` of `pattern`, the closest first, none overlapping a closer. */
export function approximate(text: string, pattern: string, mostEdits: number): Match[] {
  const found: Match[] = [];
  const ends = endsOf(text, pattern, mostEdits).sort((a, b) => a.edits - b.edits || a.end - b.end);
  for (const { end, edits } of ends) {
    if (found.some((match) => end > match.start && end - pattern.length < match.end)) continue;
    found.push({ start: startOf(text, pattern, end, mostEdits), end, edits });
  }
  return found;
}

/** Every place in `text` where `pattern` stands letter for letter. */
export function occurrences(text: string, pattern: string): Match[] {
  const found: Match[] = [];
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
    found.push({ start: at, end: at + pattern.length, edits: 0 });
  }
  return found;
}
