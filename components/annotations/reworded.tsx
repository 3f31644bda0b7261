"use client";

import type { ShownNote } from "./thread";

/** Says that a passage has other words now than those a note was written about, which it unfolds. */
export function Reworded({ note, open }: { note: ShownNote; open?: boolean }) {
  if (!note.reworded) return null;
  return (
    <details className="note-reworded" open={open}>
      <summary>Changed since version {note.version}</summary>
      <blockquote dir="auto">{note.exact}</blockquote>
    </details>
  );
}

/** Unfolds the old words at a note. */
export function showOldWords(noteId: string) {
  const old = document.querySelector<HTMLDetailsElement>(`#note-${noteId} > .note-reworded`);
  if (old) old.open = true;
}
