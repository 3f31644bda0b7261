"use client";

import { Modal } from "../ui/modal";
import { arriveAtNew } from "./arrive";
import { barOf } from "./color";
import { NoteWords } from "./note-card";
import { useNotes } from "./notes";
import { Reworded } from "./reworded";
import { threadsOf } from "./thread";

/** On a narrow screen, a sheet at the bottom with the notes on the touched passage. */
export default function NotesSheet(props: { ids: string[]; onClose: () => void }) {
  const { notes } = useNotes();
  const threads = threadsOf(notes).placed.filter(({ note }) => props.ids.includes(note.id));

  const goTo = (noteId: string) => {
    props.onClose();
    requestAnimationFrame(() => arriveAtNew(noteId));
  };
  return (
    <Modal kind="sheet" label="Notes here" close={props.onClose} className="notes-sheet">
      <ol>
        {threads.map(({ note, replies }) => (
          <li key={note.id} className="note" data-look={barOf(note)}>
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
    </Modal>
  );
}
