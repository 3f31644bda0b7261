"use client";

import { NoteCard } from "./note-card";
import { useNotes } from "./notes";
import type { Thread } from "./thread";

/** Notes whose passage is not in this version of the abstract, with the words they were about. */
export function Orphans({ threads }: { threads: Thread[] }) {
  const { paper } = useNotes();
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
    </div>
  );
}
