import { Budget } from "./budget";
import { mathMarkup } from "./math";
import { type Segment, type Style, segments } from "./tex-segments";

/**
 * A stretch of a title or an abstract as it is shown, set on the server: plain text, text with a
 * look of its own, or a formula as MathML. It is JSON, so that rows which are read later by the
 * browser are set in the same way, without KaTeX there.
 */
export type Run =
  | string
  | { text: string; style?: Style; href?: string }
  | { math: string; display?: true };

interface Options {
  /** Addresses in the text become links. */
  links?: boolean;
  /** What the page may still spend of which the text is a part. */
  page?: Budget;
}

/** One segment as it is shown; what the budget does not allow, as its source or without its look. */
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

function markupWithin(budget: Budget, tex: string, display: boolean): string | null {
  if (!budget.spend({ elements: 1, tex: tex.length })) return null;
  const markup = mathMarkup(tex, display);
  return markup && budget.spend({ bytes: markup.length }) ? markup : null;
}

/** A title or an abstract as one reads it. */
export function runsOf(source: string, { links, page }: Options = {}): Run[] {
  const runs: Run[] = [];
  const budget = Budget.ofText(page);
  if (!budget.spend({ source: source.length })) return [source];
  for (const segment of segments(source)) {
    const run = runOf(source, segment, budget, links);
    const last = runs.length - 1;
    // neighbouring strings become one: less markup, repeated for every row
    if (typeof run === "string" && typeof runs[last] === "string") runs[last] += run;
    else runs.push(run);
  }
  return runs;
}
