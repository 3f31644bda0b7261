import "server-only";
import { segments } from "@/server/papers/tex-segments";
import type { Part } from "../annotations/pieces";
import { rendered } from "./tex";

/**
 * An abstract as stretches that marks may cut, and stretches that are whole: formulas and whatever
 * else is shown otherwise than its source, set here on the server.
 */
export function abstractParts(source: string): Part[] {
  return segments(source).map((segment) => {
    const { start, end } = segment;
    const text = source.slice(start, end);
    const shown = rendered(source, segment, true, { links: true });
    return shown === text ? { start, end, text } : { start, end, text, shown };
  });
}
