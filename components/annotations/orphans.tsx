"use client";

import { NoteCard } from "./note-card";
import { useNotes } from "./notes";
import type { Thread } from "./thread";

/** Notes without a passage in this version, with the text they were about. */
export function Orphans({ threads }: { threads: Thread[] }) {
  const { paper } = useNotes();
  const placing = threads.filter(({ note }) => note.placing);
  const gone = threads.filter(({ note }) => !note.placing);
  return (
    <>
      {placing.length > 0 && (
        <Group title="Notes on an earlier version" threads={placing}>
          Finding their passages in version {paper.version}.
        </Group>
      )}
      {gone.length > 0 && (
        <Group title="Passages not found" threads={gone}>
          Version {paper.version} of the abstract no longer has these words, or it is not certain
          where.
        </Group>
      )}
    </>
  );
}

function Group(props: { title: string; children: React.ReactNode; threads: Thread[] }) {
  return (
    <div className="orphans">
      <h2 className="orphans-title">{props.title}</h2>
      <p className="note-head">{props.children}</p>
      <ol>
        {props.threads.map((thread) => (
          <NoteCard key={thread.note.id} thread={thread} />
        ))}
      </ol>
    </div>
  );
}
