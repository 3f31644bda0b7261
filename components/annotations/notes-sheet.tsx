"use client";

import { useEffect, useRef } from "react";
import { NoteWords } from "./note-card";
import { useNotes } from "./notes";
import { Reworded } from "./reworded";
import { threadsOf } from "./thread";

/** On a narrow screen, a sheet at the bottom with the notes on the touched passage. */
export default function NotesSheet(props: { ids: string[]; onClose: () => void }) {
  const { notes } = useNotes();
  const dialog = useRef<HTMLDialogElement>(null);
  const threads = threadsOf(notes).placed.filter(({ note }) => props.ids.includes(note.id));

  useEffect(() => dialog.current?.showModal(), []);

  const goTo = (noteId: string) => {
    props.onClose();
    document.getElementById(`note-${noteId}`)?.scrollIntoView({ block: "center" });
  };
  return (
    <dialog ref={dialog} className="notes-sheet" aria-label="Notes here" onClose={props.onClose}>
      <ol>
        {threads.map(({ note, replies }) => (
          <li key={note.id} className="note" data-look={note.mine ? "mine" : "shared"}>
            <NoteWords note={note} />
            <Reworded note={note} open />
            {replies.map((reply) => (
              <div key={reply.id} className="reply">
                <NoteWords note={reply} />
              </div>
            ))}
            {!note.deleted && (
              <p className="note-acts">
                <button type="button" onClick={() => goTo(note.id)}>
                  {note.mine ? "Reply or edit" : "Reply"}
                </button>
              </p>
            )}
          </li>
        ))}
      </ol>
      <form method="dialog">
        <button type="submit" className="btn">
          Close
        </button>
      </form>
    </dialog>
  );
}
