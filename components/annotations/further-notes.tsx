"use client";

import { MoreNotes } from "./more";
import { NoteCard } from "./note-card";
import { type NotedPaper, NotesProvider, useNotes } from "./notes";
import type { Shown } from "./shown-notes";
import { threadsOf } from "./thread";

/** A further page of the notes on a paper, without its abstract. */
export function FurtherNotes({ paper, initial }: { paper: NotedPaper; initial: Shown }) {
  return (
    <NotesProvider paper={paper} initial={initial} selection>
      <List />
    </NotesProvider>
  );
}

function List() {
  const { notes } = useNotes();
  const { placed, orphans, mine, comments } = threadsOf(notes);
  const threads = [...placed, ...orphans, ...mine, ...comments];
  if (threads.length === 0) return <p className="note-head">There are no more notes here.</p>;
  return (
    <>
      <ol className="comments">
        {threads.map((thread) => (
          <NoteCard key={thread.note.id} thread={thread} />
        ))}
      </ol>
      <MoreNotes about="passages" />
      <MoreNotes about="comments" />
    </>
  );
}
