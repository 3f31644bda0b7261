"use client";

import { NoteCard } from "./note-card";
import { useNotes } from "./notes";
import type { Thread } from "./thread";

/** Notes whose passage is not in this version of the abstract, with the words they were about. */
export function Orphans({ threads }: { threads: Thread[] }) {
  const { paper, reattaching, setReattaching } = useNotes();
  return (
    <div className="orphans">
      <h2 className="orphans-title">Passages that are gone</h2>
      <p className="note-head">
        Version {paper.version} of the abstract does not have these words, or not for certain.
      </p>
      <ol>
        {threads.map((thread) => (
          <NoteCard key={thread.note.id} thread={thread} />
        ))}
      </ol>
      {threads
        .filter(({ note }) => note.mine)
        .map(({ note }) => (
          <p key={note.id} className="note-acts">
            <button
              type="button"
              aria-pressed={reattaching === note.id}
              onClick={() => setReattaching(reattaching === note.id ? null : note.id)}
            >
              {reattaching === note.id ? "Select its passage in the abstract …" : "Attach again"}
            </button>
          </p>
        ))}
    </div>
  );
}
