"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Span } from "@/server/annotations/anchor";
import type { Audience, Color } from "@/server/annotations/schema";
import { run } from "../api/command";
import { newId } from "../api/new-id";
import { arriveAtMark } from "./arrive";
import { AudienceField } from "./audience-field";
import { COLORS, keepColor, lastColor } from "./color";
import { createNote } from "./create-note";
import { openDraft } from "./draft";
import { lastAudience } from "./my-audiences";
import { reattach } from "./note-commands";
import { useNotes } from "./notes";
import { selectionBox } from "./selection";
import { Swatch } from "./swatch";

/** Actions for the selected passage. Loaded on the first selection. */
export default function Toolbar(props: {
  span: Span;
  /** The element that it is positioned in, below the end of the selection. */
  within: RefObject<HTMLElement | null>;
}) {
  const { span } = props;
  const notes = useNotes();
  const { paper, setDraft, setSelected, reattaching, setReattaching } = notes;
  const [audience, setAudience] = useState<Audience>(() => lastAudience("note", "me"));
  const bar = useRef<HTMLDivElement>(null);
  const lost = notes.notes.find((note) => note.id === reattaching);

  useLayoutEffect(() => {
    if (span) place(bar.current, props.within.current);
  }, [span, props.within]);

  const done = () => {
    document.getSelection()?.removeAllRanges();
    setSelected(null);
  };
  const highlight = (color: Color) => {
    const id = newId();
    const draft = { slot: "note", id, span, body: "", audience, color };
    keepColor(color);
    run(createNote, { paper, draft });
    done();
    arriveAtMark(id);
  };
  const write = () => {
    setDraft(openDraft(paper.id, "note", { span, audience, color: lastColor() }));
    done();
  };

  return (
    <div
      ref={bar}
      className="toolbar"
      role="toolbar"
      aria-label="Selected passage"
      onMouseDown={(event) => {
        // pressing a button must not clear the selection
        if ((event.target as Element).closest("button")) event.preventDefault();
      }}
    >
      {lost ? (
        <button
          type="button"
          onClick={() => {
            run(reattach, { paper, note: lost, span });
            setReattaching(null);
            done();
            arriveAtMark(lost.id);
          }}
        >
          Attach here
        </button>
      ) : (
        <>
          <button type="button" onClick={() => highlight(lastColor())}>
            Highlight
          </button>
          {/* biome-ignore lint/a11y/useSemanticElements: a field set is for fields */}
          <div className="toolbar-colors" role="group" aria-label="Highlight in a color">
            {COLORS.map(([color, name]) => (
              <button key={color} type="button" aria-label={name} onClick={() => highlight(color)}>
                <Swatch color={color} />
              </button>
            ))}
          </div>
          <button type="button" onClick={write}>
            Note
          </button>
          <AudienceField
            className="toolbar-audience"
            kind="note"
            audience={audience}
            onChoose={setAudience}
          />
        </>
      )}
    </div>
  );
}

/**
 * Positions the toolbar below the last selected line, inside the column. On touch screens, CSS puts
 * it at the bottom.
 */
function place(bar: HTMLElement | null, within: HTMLElement | null): void {
  if (matchMedia("(pointer: coarse)").matches) return;
  const end = selectionBox();
  if (!bar || !within || !end) return;
  const box = within.getBoundingClientRect();
  const left = Math.min(end.right - bar.offsetWidth / 2, box.right - bar.offsetWidth) - box.left;
  bar.style.left = `${Math.max(0, Math.round(left))}px`;
  bar.style.top = `${Math.round(end.bottom - box.top + 8)}px`;
}
