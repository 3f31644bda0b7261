"use client";

import type { ShownNote } from "./thread";

/**
 * Says that a passage no longer reads as it did when the note was written; expands to show the old
 * text.
 */
export function Reworded({ note, open }: { note: ShownNote; open?: boolean }) {
  if (!note.reworded) return null;
  return (
    <details className="note-reworded" open={open}>
      <summary>Changed since version {note.version}</summary>
      <blockquote dir="auto">{note.quote ?? note.exact}</blockquote>
    </details>
  );
}

/** Expands the old text of a note. */
export function showOldWords(noteId: string) {
  const old = document.querySelector<HTMLDetailsElement>(`#note-${noteId} > .note-reworded`);
  if (old) old.open = true;
}
