/** One part of what a reader typed: a word or a "phrase", perhaps -excluded. */
export interface Term {
  text: string;
  excluded: boolean;
}

const MOST_TERMS = 32;
const PART = /(-)?(?:"([^"]*)"|(\S+))/g;

/**
 * Reads a search as readers type it: words that must all be there, "phrases", -exclusions, and `OR`
 * between alternatives. Any text is a search; what makes no sense as an operator is a word.
 * Returns alternatives, each a list of terms.
 */
export function readQuery(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let count = 0;
  for (const [, minus, phrase, word] of text.matchAll(PART)) {
    if (word === "OR" && !minus) {
      alternatives.push([]);
      continue;
    }
    const term = (phrase ?? word ?? "").trim();
    if (!/[\p{L}\p{N}]/u.test(term) || ++count > MOST_TERMS) continue;
    alternatives.at(-1)?.push({ text: term, excluded: minus !== undefined });
  }
  // of an alternative that only excludes, everything else would be a result
  return alternatives.filter((terms) => terms.some((term) => !term.excluded));
}
