"use client";

import type { Span } from "@/server/annotations/anchor";

/** The elements that stand for stretches of the source: each has its offsets in it. */
const PIECE = "[data-start]";

/**
 * What the reader has selected inside `box`, as offsets in the source text, or null. Of a piece
 * that is not its source letter by letter (a formula) all is taken.
 */
export function selectedIn(box: Element): Span | null {
  const selection = box.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const parts = Array.from(box.querySelectorAll<HTMLElement>(PIECE))
    .filter((piece) => range.intersectsNode(piece))
    .map((piece) => partOf(piece, range))
    .filter((part) => part.end > part.start);
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** How much of one piece the range covers, in offsets of the source. */
function partOf(piece: HTMLElement, range: Range): Span {
  const start = Number(piece.dataset.start);
  const end = Number(piece.dataset.end);
  const inside = range.cloneRange();
  const all = piece.ownerDocument.createRange();
  all.selectNodeContents(piece);
  if (inside.compareBoundaryPoints(Range.START_TO_START, all) < 0) {
    inside.setStart(all.startContainer, all.startOffset);
  }
  if (inside.compareBoundaryPoints(Range.END_TO_END, all) > 0) {
    inside.setEnd(all.endContainer, all.endOffset);
  }
  const length = inside.toString().length;
  if (length === 0) return { start, end: start };
  if ((piece.textContent ?? "").length !== end - start || "whole" in piece.dataset) {
    return { start, end };
  }
  all.setEnd(inside.startContainer, inside.startOffset);
  const before = all.toString().length;
  return { start: start + before, end: start + before + length };
}

/** Where on the page the selection ends, for what is shown beside it. */
export function selectionBox(): DOMRect | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const lines = selection.getRangeAt(0).getClientRects();
  return lines[lines.length - 1] ?? null;
}
