"use client";

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Note } from "@/server/annotations/note";
import { onDemand } from "../ui/on-demand";
import { arriveAtNew } from "./arrive";
import { inColor, NO_CHOICE } from "./color";
import { nameOf } from "./note-commands";
import { useNotes } from "./notes";
import { drawnAs, type Mark, type Piece, piecesOf } from "./pieces";
import { showOldWords } from "./reworded";
import { useSelection } from "./use-selection";

const Toolbar = onDemand(() => import("./toolbar"));
const NotesSheet = onDemand(() => import("./notes-sheet"));

/**
 * The abstract with everyone's highlights and the reader's own; selecting text offers to add one.
 */
export function Abstract({ dropCap }: { dropCap: boolean }) {
  const { parts, notes, draft, selected, active, setActive, setPinned, outdated } = useNotes();
  const [touched, setTouched] = useState<string[]>([]);
  const section = useRef<HTMLElement>(null);
  const text = useRef<HTMLParagraphElement>(null);
  const chosen = draft?.slot === "note" ? draft.span : null;
  const color = draft?.color ?? NO_CHOICE;
  const pieces = useMemo(() => {
    const marks = notes.flatMap(markOf);
    return piecesOf(
      parts,
      chosen ? [...marks, { ...chosen, id: "writing", color, rank: "writing" }] : marks,
    );
  }, [parts, notes, chosen, color]);

  const foreign = useSelection(text, parts);

  useEffect(() => {
    const box = text.current;
    if (!box) return;
    const under = (event: Event) =>
      (event.target as Element).closest<HTMLElement>("[data-marks]")?.dataset.marks?.split(" ");
    const enter = (event: Event) => setActive(under(event) ?? []);
    const leave = () => setActive([]);
    const click = (event: Event) => {
      const ids = under(event);
      if (!ids || !document.getSelection()?.isCollapsed) return;
      if (!matchMedia("(min-width: 68.75rem)").matches) return setTouched(ids);
      setPinned(ids[0] ?? null);
      if (ids[0]) arriveAtNew(ids[0]);
    };
    box.addEventListener("pointerover", enter);
    box.addEventListener("pointerleave", leave);
    box.addEventListener("click", click);
    return () => {
      box.removeEventListener("pointerover", enter);
      box.removeEventListener("pointerleave", leave);
      box.removeEventListener("click", click);
    };
  }, [setActive, setPinned]);

  return (
    <section className="paper-abstract" aria-label="Abstract" ref={section}>
      <p
        id="abstract"
        className="abstract abstract-full"
        data-drop-cap={dropCap || undefined}
        // a drop cap is no part of its word's box, and has the color of its own
        data-color={pieces[0] && drawnAs(pieces[0].marks).color}
        dir="auto"
        ref={text}
      >
        {pieces.map((piece) => (
          <Shown key={piece.start} piece={piece} active={active} notes={notes} />
        ))}
      </p>
      {outdated && (
        <p className="composer-error" role="status">
          The abstract has changed since this page was opened.{" "}
          <button type="button" className="link" onClick={() => location.reload()}>
            Reload the page
          </button>{" "}
          to see your notes in it.
        </p>
      )}
      {foreign && (
        <p className="composer-error" role="status">
          Your browser shows this abstract in other words, as a translation does. To highlight a
          passage, show the original.
        </p>
      )}
      {selected && <Toolbar span={selected} within={section} />}
      {touched.length > 0 && <NotesSheet ids={touched} onClose={() => setTouched([])} />}
    </section>
  );
}

function markOf(note: Note): Mark[] {
  if (!note.place) return [];
  const { id, place, mine, color, reworded } = note;
  return [{ ...place, id, color, rank: mine ? "mine" : "others", reworded }];
}

function Shown(props: { piece: Piece; active: string[]; notes: Note[] }): ReactNode {
  const { piece, active } = props;
  const { start, end, marks, shown } = piece;
  const whole = shown === undefined ? undefined : "";
  const place = { "data-start": start, "data-end": end, "data-whole": whole };
  if (marks.length === 0) return <span {...place}>{shown ?? piece.text}</span>;
  const { color, under, look } = drawnAs(marks);
  return (
    <>
      <mark
        {...place}
        className="passage"
        data-color={color}
        data-look={look}
        data-under={under}
        data-reworded={marks.some((mark) => mark.reworded) || undefined}
        data-deep={marks.length > 1 || undefined}
        data-active={marks.some((mark) => active.includes(mark.id)) || undefined}
        data-marks={marks.map((mark) => mark.id).join(" ")}
      >
        {shown ?? piece.text}
      </mark>
      {piece.ending.map((mark) => (
        <Reference key={mark.id} note={props.notes.find((note) => note.id === mark.id)} />
      ))}
    </>
  );
}

/** A link from a passage to its note, for keyboards, screen readers and pages without scripts. */
function Reference({ note }: { note: Note | undefined }) {
  const { setActive, setPinned } = useNotes();
  if (!note) return null;
  const by = note.mine ? "you" : (note.author ?? "a former reader");
  return (
    <a
      className="note-ref"
      href={`#note-${note.id}`}
      data-reworded={note.reworded}
      onClick={() => {
        setPinned(note.id);
        showOldWords(note.id);
      }}
      onFocus={() => setActive([note.id])}
      onBlur={() => setActive([])}
    >
      <span className="sr-only">
        {`${nameOf(note)} by ${by}${inColor(note)}${note.reworded ? ", on words that have changed" : ""}`}
      </span>
    </a>
  );
}
