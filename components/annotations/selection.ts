"use client";

import type { Span } from "@/server/annotations/anchor";
import { normalizeText } from "@/server/annotations/normal-text";
import type { Reach } from "./whole-words";

/** Elements that represent ranges of the source, with their offsets. */
const PIECE = "[data-start]";

/**
 * The reader's selection inside `box`, as offsets in the source text; null if it is empty or blank;
 * `foreign` if the browser shows other text than the source, as on a translated page, where a
 * selection says nothing about the source. A partly selected atomic piece (a formula) counts as a
 * whole.
 */
export function selectedIn(box: Element, source: string): Span | "foreign" | null {
  const selection = box.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const pieces = Array.from(box.querySelectorAll<HTMLElement>(PIECE)).filter((piece) =>
    range.intersectsNode(piece),
  );
  if (range.toString().trim() === "") return null;
  if (pieces.some((piece) => !says(piece, source))) return "foreign";
  const parts = pieces.map((piece) => partOf(piece, range)).filter((part) => part.end > part.start);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || source.slice(first.start, last.end).trim() === "") return null;
  return { start: first.start, end: last.end };
}

/**
 * Whether a piece shows its source text; for rendered pieces, whether no translator has changed it.
 */
function says(piece: HTMLElement, source: string): boolean {
  const { start, end, whole } = piece.dataset;
  if (whole !== undefined) return piece.querySelector("font") === null;
  const text = source.slice(Number(start), Number(end));
  return normalizeText(piece.textContent ?? "") === normalizeText(text);
}

/** How much of one piece the range covers, in source offsets. */
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

/** The selection's offsets, with its direction. */
export function reachOf({ start, end }: Span): Reach {
  const selection = document.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  const isForward =
    range?.startContainer === selection?.anchorNode &&
    range?.startOffset === selection?.anchorOffset;
  return isForward ? { anchor: start, focus: end } : { anchor: end, focus: start };
}

/**
 * Shows these offsets of `box` as the selection. An end outside `box` stays where it is: the
 * selection has all of the text on that side.
 */
export function showSelected(box: Element, { anchor, focus }: Reach): void {
  const selection = document.getSelection();
  const [from, to] = [selection?.anchorNode, selection?.focusNode];
  if (!selection || !from || !to) return;
  const isForward = anchor < focus;
  const old: Point[] = [
    [from, selection.anchorOffset],
    [to, selection.focusOffset],
  ];
  const [first, last] = [
    (box.contains(from) && pointOf(box, anchor, isForward)) || old[0],
    (box.contains(to) && pointOf(box, focus, !isForward)) || old[1],
  ];
  if (first && last) selection.setBaseAndExtent(...first, ...last);
}

type Point = [node: Node, offset: number];

/** The point of an offset, where a selection starts or ends. Atomic pieces are not entered. */
function pointOf(box: Element, offset: number, isStart: boolean): Point | null {
  const pieces = Array.from(box.querySelectorAll<HTMLElement>(PIECE));
  const piece = isStart
    ? pieces.find(({ dataset }) => Number(dataset.end) > offset)
    : pieces.findLast(({ dataset }) => Number(dataset.start) < offset);
  const parent = piece?.parentNode;
  if (!piece || !parent) return null;
  const text = piece.firstChild;
  const start = Number(piece.dataset.start);
  if (piece.dataset.whole === undefined && text instanceof Text) {
    return [text, Math.min(text.length, Math.max(0, offset - start))];
  }
  const index = Array.prototype.indexOf.call(parent.childNodes, piece);
  return [parent, isStart ? index : index + 1];
}

/** Where on the page the selection ends, to position the toolbar. */
export function selectionBox(): DOMRect | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const lines = selection.getRangeAt(0).getClientRects();
  return lines[lines.length - 1] ?? null;
}
