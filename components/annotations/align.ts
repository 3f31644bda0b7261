"use client";

const GAP = 12;

/** A note in the margin: its height, and where its passage begins, from the top of the list. */
export interface Box {
  height: number;
  passage: number | null;
}

/**
 * The position of each note: level with its passage, or below the previous note if that is lower.
 * The pinned one is level with its passage if the notes above it have room to move up.
 */
export function topsOf(boxes: Box[], pinned = -1): number[] {
  const tops: number[] = [];
  let end = 0;
  for (const { height, passage } of boxes) {
    const top = Math.max(passage ?? end, end);
    tops.push(top);
    end = top + height + GAP;
  }
  const held = boxes[pinned];
  if (held?.passage == null) return tops;
  const above = boxes.slice(0, pinned).reduce((sum, { height }) => sum + height + GAP, 0);
  let below = Math.max(held.passage, above);
  tops[pinned] = below;
  for (let index = pinned - 1; index >= 0; index--) {
    const lowest = below - GAP - (boxes[index]?.height ?? 0);
    below = Math.min(tops[index] ?? 0, lowest);
    tops[index] = below;
  }
  end = (tops[pinned] ?? 0) + held.height + GAP;
  for (const [index, { height, passage }] of boxes.entries()) {
    if (index <= pinned) continue;
    const top = Math.max(passage ?? end, end);
    tops[index] = top;
    end = top + height + GAP;
  }
  return tops;
}

/**
 * Moves each note in the margin down beside its passage, by its distance from the previous one:
 * notes stay in the page's flow, so none can overlap. Through the CSSOM, as a cached page allows no
 * style attributes.
 */
export function align(margin: HTMLElement, topOf: (noteId: string) => number | null): void {
  const notes = [...margin.querySelectorAll<HTMLElement>(":scope > ol > [data-note]")];
  margin.dataset.aligned = "";
  if (!matchMedia("(min-width: 68.75rem)").matches) {
    for (const note of notes) note.style.marginTop = "";
    return;
  }
  const list = margin.getBoundingClientRect().top;
  const boxes = notes.map((note) => {
    const top = topOf(note.dataset.note ?? "");
    return { height: note.offsetHeight, passage: top === null ? null : Math.round(top - list) };
  });
  const pinned = notes.findIndex((note) => note.matches("[data-pinned]"));
  const tops = topsOf(boxes, pinned);
  let end = 0;
  for (const [index, note] of notes.entries()) {
    const top = tops[index] ?? end;
    note.style.marginTop = `${top - end}px`;
    end = top + (boxes[index]?.height ?? 0);
  }
}
