import { segments } from "../papers/tex-segments";
import type { Span } from "./anchor";

/** The stretches of an abstract that are shown as something else, formulas above all: whole or not. */
export function atomsOf(abstract: string): Span[] {
  return segments(abstract)
    .filter((part) => part.kind === "math" || part.text.length !== part.end - part.start)
    .map(({ start, end }) => ({ start, end }));
}
