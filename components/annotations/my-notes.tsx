"use client";

import Link from "next/link";
import type { MyNote } from "@/server/annotations/my-notes/queries";
import { barOf } from "./color";
import { Words } from "./note-card";
import { NotesProvider, useNotes } from "./notes";
import { all } from "./shown-notes";

interface Paper {
  id: number;
  slug: string;
  notes: MyNote[];
}

/** The reader's notes on one paper: to edit here, or to open on the paper. */
export function MyNotes({ paper }: { paper: Paper }) {
  const noted = { id: paper.id, slug: paper.slug, version: 0, textHash: "", abstract: "" };
  const notes = paper.notes.map((note) => ({ ...note, place: null }));
  return (
    <NotesProvider paper={noted} initial={all(notes)} selection>
      <List paper={paper} />
    </NotesProvider>
  );
}

function List({ paper }: { paper: Paper }) {
  const { notes } = useNotes();
  const answered = new Map(paper.notes.map((note) => [note.id, note.repliesTo]));
  if (notes.length === 0) return <p className="note-head">Nothing here anymore.</p>;
  return (
    <ol className="comments">
      {notes.map((note) => {
        const quote = note.quote ?? note.exact;
        const reply = answered.get(note.id);
        return (
          <li key={note.id} id={`note-${note.id}`} className="note" data-look={barOf(note)}>
            <Link
              href={`/papers/${paper.slug}#note-${note.id}`}
              prefetch={false}
              className="note-place"
            >
              {quote ? (
                <q dir="auto">{quote}</q>
              ) : reply ? (
                <Answered note={reply} />
              ) : note.parentId ? (
                "In reply to a note that you no longer see"
              ) : (
                "On the whole paper"
              )}
            </Link>
            <Words note={note} alone />
          </li>
        );
      })}
    </ol>
  );
}

/** Whom a reply answers, and what. */
function Answered({ note }: { note: NonNullable<MyNote["repliesTo"]> }) {
  const { author, mine, words } = note;
  return (
    <>
      In reply to {mine ? "yourself" : <bdi>{author ?? "a former reader"}</bdi>}
      {words && (
        <>
          {": "}
          <q dir="auto">{words}</q>
        </>
      )}
    </>
  );
}
