import type { ReactNode } from "react";
import type { Span } from "@/server/annotations/anchor";
import type { Color } from "@/server/annotations/schema";
import type { Look } from "./color";

/**
 * Part of an abstract as displayed. With `shown`, it is atomic: nothing can split it. It is `plain` in
 * characters.
 */
export interface Part {
  start: number;
  end: number;
  text: string;
  shown?: ReactNode;
  plain?: string;
}

/** A passage as displayed, in characters. */
export const plainOf = (parts: Part[], span: Span): string =>
  parts
    .filter((part) => part.start < span.end && part.end > span.start)
    .map(({ start, text, shown, plain }) =>
      shown === undefined
        ? text.slice(Math.max(0, span.start - start), span.end - start)
        : (plain ?? text),
    )
    .join("");

/** A passage to highlight, and whose it is. */
export interface Mark {
  id: string;
  start: number;
  end: number;
  color: Color;
  /** Whose: a passage being written about is above the reader's own, and that above others. */
  rank: "writing" | "mine" | "others";
  /** The passage no longer reads as it did when highlighted. */
  reworded?: boolean;
}

const RANKS: Mark["rank"][] = ["others", "mine", "writing"];

/**
 * How a piece is drawn: in the color of the mark on top and of one below it that has another, and
 * with the rule of what is the reader's own if the mark on top is.
 */
export function drawnAs(marks: Mark[]): { color?: Color; under?: Color; look: Look } {
  const lowest = [...marks].sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank));
  const top = lowest.at(-1);
  return {
    color: top?.color,
    under: lowest.findLast(({ color }) => color !== top?.color)?.color,
    look: top?.rank === "others" ? "shared" : "mine",
  };
}

/** A part, or as much of it as is covered by the same marks. */
export interface Piece extends Part {
  marks: Mark[];
  /** The marks that end with this piece. */
  ending: Mark[];
}

/**
 * Splits the parts of an abstract where marks begin and end, so that marks may overlap in any way:
 * each piece knows all that cover it. A mark that touches an atomic part covers all of it.
 */
export function piecesOf(parts: Part[], marks: Mark[]): Piece[] {
  const pieces = parts.flatMap((part) => cut(part, marks));
  for (const mark of marks) pieces.findLast((piece) => covers(mark, piece))?.ending.push(mark);
  return pieces;
}

const covers = (mark: Mark, part: Part) => mark.start < part.end && mark.end > part.start;

function cut(part: Part, marks: Mark[]): Piece[] {
  const touching = marks.filter((mark) => covers(mark, part));
  if (part.shown !== undefined || touching.length === 0) {
    return [{ ...part, marks: touching, ending: [] }];
  }
  const inside = (at: number) => at > part.start && at < part.end;
  const edges = touching.flatMap(({ start, end }) => [start, end]).filter(inside);
  const cuts = [...new Set([part.start, ...edges, part.end])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? part.start;
    const text = part.text.slice(start - part.start, end - part.start);
    const piece = { ...part, start, end, text };
    return { ...piece, marks: touching.filter((mark) => covers(mark, piece)), ending: [] };
  });
}
