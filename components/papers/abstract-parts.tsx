import "server-only";
import { Budget } from "@/server/papers/budget";
import { readable } from "@/server/papers/readable";
import { runOf } from "@/server/papers/runs";
import { isLiteral, segments } from "@/server/papers/tex-segments";
import type { Part } from "../annotations/pieces";
import { shownRun } from "./runs";

/** Each part is an element. Text beyond this many is shown as its source, in one part. */
const MAX_PARTS = 1_000;

/**
 * An abstract as parts that highlights may split, and atomic parts: formulas and anything else not
 * shown character by character, rendered here on the server.
 */
export function abstractParts(source: string): Part[] {
  const budget = Budget.ofText();
  const characters = Budget.ofText();
  const whole = { start: 0, end: source.length, text: source };
  if (!budget.spend({ source: source.length })) return [whole];
  const found = segments(source);
  const rest = found[MAX_PARTS];
  const parts = found.slice(0, MAX_PARTS).map((segment): Part => {
    const { start, end } = segment;
    const text = source.slice(start, end);
    const run = runOf(source, segment, budget, true);
    if (run === text) return { start, end, text };
    if (typeof run === "string" && isLiteral(segment)) return { start, end, text: run };
    return { start, end, text, shown: shownRun(run), plain: readable(segment, characters) };
  });
  if (rest) parts.push({ start: rest.start, end: source.length, text: source.slice(rest.start) });
  return parts;
}
