import { LRUCache } from "lru-cache";
import { Budget } from "./budget";
import { mathMarkup } from "./math";
import { type Segment, type Style, segments } from "./tex-segments";

/**
 * Part of a rendered title or abstract: plain text, styled text, or a formula as MathML. Made on
 * the server as JSON, so that rows loaded later by the browser look the same, without KaTeX there.
 */
export type Run =
  | string
  | { text: string; style?: Style; href?: string }
  | { math: string; display?: true };

interface Options {
  /** URLs in the text become links. */
  links?: boolean;
  /** The budget of the page that contains the text. */
  page?: Budget;
}

/** Renders one segment. Beyond the budget, shows its source, or text without style. */
export function runOf(source: string, segment: Segment, budget: Budget, links = false): Run {
  if (segment.kind === "math") {
    const math = markupWithin(budget, segment.tex, segment.display);
    if (!math) return source.slice(segment.start, segment.end);
    return segment.display ? { math, display: true } : { math };
  }
  const { text, style } = segment;
  const href = links ? segment.href : undefined;
  if ((!style && !href) || !budget.spend({ elements: 1 })) return text;
  return { text, ...(style && { style }), ...(href && { href }) };
}

/** A formula as MathML; null if it is broken, or beyond the budget. */
export function markupWithin(budget: Budget, tex: string, display: boolean): string | null {
  if (!budget.spend({ elements: 1, tex: tex.length })) return null;
  const markup = mathMarkup(tex, display);
  return markup && budget.spend({ bytes: markup.length }) ? markup : null;
}

/** Rows are rendered much more often than papers change. In characters: at most about 10 MB. */
const cutUp = new LRUCache<string, Segment[]>({
  maxSize: 2_000_000,
  sizeCalculation: (found, source) => source.length + 100 * found.length + 1,
});

function segmentsOf(source: string): Segment[] {
  const known = cutUp.get(source);
  if (known) return known;
  const found = segments(source);
  cutUp.set(source, found);
  return found;
}

/** Renders a title or an abstract. */
export function runsOf(source: string, { links, page }: Options = {}): Run[] {
  const runs: Run[] = [];
  const budget = Budget.ofText(page);
  if (!budget.spend({ source: source.length })) return [source];
  for (const segment of segmentsOf(source)) {
    const run = runOf(source, segment, budget, links);
    const last = runs.length - 1;
    // adjacent strings are merged: less markup in every row
    if (typeof run === "string" && typeof runs[last] === "string") runs[last] += run;
    else runs.push(run);
  }
  return runs;
}
