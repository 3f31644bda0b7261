import "server-only";
import { runOf } from "@/server/papers/runs";
import { segments } from "@/server/papers/tex-segments";
import type { Part } from "../annotations/pieces";
import { shownRun } from "./runs";

/**
 * An abstract as stretches that marks may cut, and stretches that are whole: formulas and whatever
 * else is shown otherwise than its source, set here on the server.
 */
export function abstractParts(source: string): Part[] {
  return segments(source).map((segment) => {
    const { start, end } = segment;
    const text = source.slice(start, end);
    const run = runOf(source, segment, { links: true });
    return run === text ? { start, end, text } : { start, end, text, shown: shownRun(run) };
  });
}
