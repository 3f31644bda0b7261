"use client";

import { lastColor } from "./color";
import { openDraft } from "./draft";
import { lastAudience } from "./my-audiences";
import { useNotes } from "./notes";

/**
 * Begins a note on the selection, or on a passage chosen from a list. While the toolbar at a
 * selection offers the same, screen readers find only that one.
 */
export function NoteButton() {
  const { paper, selected, setDraft } = useNotes();
  return (
    <button
      type="button"
      className="btn scripted-only"
      data-act="note"
      aria-hidden={selected ? true : undefined}
      tabIndex={selected ? -1 : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() =>
        setDraft(
          openDraft(paper.id, "note", {
            audience: lastAudience("note", "me"),
            color: lastColor(),
            ...(selected && { span: selected }),
          }),
        )
      }
    >
      Note
    </button>
  );
}
