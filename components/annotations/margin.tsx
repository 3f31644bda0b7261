"use client";

import { useEffect, useRef } from "react";
import { run } from "../api/command";
import { align } from "./align";
import { Composer } from "./composer";
import { createNote } from "./create-note";
import { MoreNotes } from "./more";
import { NoteCard } from "./note-card";
import { useNotes } from "./notes";
import { Orphans } from "./orphans";
import { threadsOf } from "./thread";

/** The notes on passages: beside them if there is room, otherwise below the abstract. */
export function Margin() {
  const notes = useNotes();
  const { placed, orphans } = threadsOf(notes.notes);
  const { draft } = notes;
  const box = useRef<HTMLElement>(null);
  const writing = draft?.slot === "note" ? draft : null;
  const at = writing?.span?.start ?? -1;
  const before = placed.filter(({ note }) => writing && (note.place?.start ?? 0) <= at);
  const after = placed.slice(before.length);

  useEffect(() => {
    const margin = box.current;
    if (!margin) return;
    const lower = () => align(margin, passageTop);
    const watch = new ResizeObserver(lower);
    const abstract = document.getElementById("abstract");
    if (abstract) watch.observe(abstract);
    for (const note of margin.querySelectorAll("[data-note]")) watch.observe(note);
    lower();
    addEventListener("resize", lower);
    return () => {
      watch.disconnect();
      removeEventListener("resize", lower);
    };
  });

  return (
    <section className="margin" id="notes" aria-label="Notes" ref={box}>
      <ol>
        {before.map((thread) => (
          <NoteCard key={thread.note.id} thread={thread} />
        ))}
        {writing && (
          <li
            key="writing"
            className="note note-writing"
            data-note="writing"
            data-look="mine"
            data-pinned
          >
            <Composer
              draft={writing}
              label="Your note"
              picker
              onPost={(draft) => run(createNote, { paper: notes.paper, draft })}
            />
          </li>
        )}
        {after.map((thread) => (
          <NoteCard key={thread.note.id} thread={thread} />
        ))}
      </ol>
      {orphans.length > 0 && <Orphans threads={orphans} />}
      <MoreNotes about="passages" />
    </section>
  );
}

/** Where on the screen a note's passage begins. */
function passageTop(noteId: string): number | null {
  const mark = document.querySelector(`#abstract [data-marks~="${noteId}"]`);
  return mark?.getClientRects()[0]?.top ?? null;
}
