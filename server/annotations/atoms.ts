import { segments } from "../papers/tex-segments";
import type { Span } from "./anchor";

/**
 * The ranges of an abstract that are rendered, formulas above all: a passage includes all of one or
 * none.
 */
export function atomsOf(abstract: string): Span[] {
  return segments(abstract)
    .filter((part) => part.kind === "math" || part.text.length !== part.end - part.start)
    .map(({ start, end }) => ({ start, end }));
}
