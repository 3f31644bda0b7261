"use client";

import { useMemo, useRef, useState } from "react";
import { COLORS } from "../annotations/color";
import { ColorField } from "../annotations/color-field";
import { Composer } from "../annotations/composer";
import { openDraft } from "../annotations/draft";
import { NoteCard } from "../annotations/note-card";
import { NotesProvider, useNotes } from "../annotations/notes";
import { NotesFilter } from "../annotations/notes-filter";
import { all } from "../annotations/shown-notes";
import { threadsOf } from "../annotations/thread";
import Toolbar from "../annotations/toolbar";
import { Piece, State } from "./piece";
import { forLab, idOf, NOTED, note, type Scheme } from "./samples";

const notesOf = (scheme: Scheme) => [
  note(scheme, 60, "most heads look at few tokens", { body: "True of ours as well." }),
  note(scheme, 61, "keeps the quality of full attention", {
    ...forLab,
    author: "Ben Okafor",
    mine: false,
    body: "On long inputs only: see their table 4.",
  }),
  note(scheme, 62, "", { parentId: note(scheme, 61, null, {}).id, exact: null, body: "Agreed." }),
  note(scheme, 63, "2.7 times as fast", {
    mine: false,
    author: null,
    audience: "everyone",
    color: "blue",
    edited: true,
  }),
  note(scheme, 64, "nothing else needs to be trained", {
    color: "rose",
    mayHide: true,
    body: "A strong claim.",
    hidden: { by: "Grace Lin" },
    ...forLab,
  }),
  note(scheme, 65, null, { body: "", deleted: true, author: null }),
];

/** Passages and what is written about them. */
export function NotePieces({ scheme }: { scheme: Scheme }) {
  const initial = useMemo(() => all(notesOf(scheme)), [scheme]);
  const paper = { ...NOTED, id: idOf(scheme, 60) };
  return (
    <NotesProvider paper={paper} initial={initial} selection>
      <Piece name="Highlights">
        <p className="abstract">
          {COLORS.map(([color, name]) => (
            <span key={color}>
              <mark className="passage" data-color={color}>
                {name}, as it is read
              </mark>
              {", "}
              <mark className="passage" data-color={color} data-active>
                pointed at
              </mark>
              {", "}
              <mark className="passage" data-color={color} data-deep>
                of several readers
              </mark>
              {", "}
              <mark className="passage" data-color={color} data-reworded>
                reworded since
              </mark>
              {", and "}
              <mark className="passage" data-color={color} data-look="shared">
                by somebody else
              </mark>
              {". "}
            </span>
          ))}
        </p>
      </Piece>
      <Piece name="Notes">
        <ol className="comments">
          <Threads />
        </ol>
      </Piece>
      <Piece name="Writing">
        <Writing scheme={scheme} />
      </Piece>
      <Piece name="Filter of notes">
        <NotesFilter
          wanted={{ audience: "me", color: "blue" }}
          groups={{ lists: [], teams: [{ id: idOf(scheme, 0).toString(), name: "Our Lab" }] }}
        />
      </Piece>
    </NotesProvider>
  );
}

function Threads() {
  const { placed, comments, mine } = threadsOf(useNotes().notes);
  return [...placed, ...comments, ...mine].map((thread) => (
    <NoteCard key={thread.note.id} thread={thread} />
  ));
}

function Writing({ scheme }: { scheme: Scheme }) {
  const { paper, draft, setDraft } = useNotes();
  const [color, setColor] = useState(COLORS[0]?.[0] ?? "yellow");
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="design-toolbar" ref={box}>
        <Toolbar span={{ start: 0, end: 2 }} within={box} />
      </div>
      <form>
        <ColorField color={color} onChoose={setColor} />
      </form>
      {draft?.slot === "comment" ? (
        <Composer draft={draft} label={`Comment, ${scheme}`} onPost={() => setDraft(null)} />
      ) : (
        <State name="Opens where it is written">
          <button
            type="button"
            className="btn"
            onClick={() =>
              setDraft(
                openDraft(paper.id, "comment", { error: "Not posted: the server did not answer." }),
              )
            }
          >
            Comment
          </button>
        </State>
      )}
    </>
  );
}
