"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { ListRow } from "@/server/lists/items/queries";
import { nowOf, reasonOf } from "../api/call";
import { attempt } from "../api/command";
import { isSendKey, readKey } from "../keyboard/read-key";
import { setItemNote } from "./commands";
import { draftOf, keepDraft } from "./item-note-open";
import { useList } from "./list-context";

interface Props {
  row: ListRow;
  close: () => void;
  /** False if it is only reopened as it was left. */
  takesFocus: boolean;
}

/**
 * Edits the note of an item. If somebody else has changed it, shows theirs, and loses nothing
 * typed.
 */
export default function NoteForm({ row, close, takesFocus }: Props) {
  const { listId, drafts, writing, showNote, gone } = useList();
  const [draft, setDraft] = useState(
    () => draftOf(drafts, row.id) ?? { text: row.note, was: row.note },
  );
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    const area = field.current;
    if (!takesFocus) return;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, [takesFocus]);

  const latest = useRef(draft);
  const keep = (next: typeof draft) => {
    latest.current = next;
    setDraft(next);
    keepDraft(drafts, row.id, next);
  };

  const done = () => {
    const row = field.current?.closest(".row");
    const item = row?.querySelector<HTMLElement>("[data-act=item]");
    close();
    // a removed row disappears now, and its title passes the focus on
    (item ?? row?.querySelector<HTMLElement>("h2 a"))?.focus();
  };

  const sending = useRef(false);
  const isGone = useRef(false);
  isGone.current = gone.has(row.id);

  async function save(event?: FormEvent) {
    event?.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    writing(row.id);
    const { text, was } = latest.current;
    const outcome = await attempt(setItemNote, { listId, paperId: row.id, note: text, was });
    if (outcome && "answer" in outcome) {
      showNote(row.id, outcome.answer.note);
      done();
    } else if (outcome) {
      const { error } = outcome;
      setRefusal(`${isGone.current ? "The note was not saved. " : ""}${reasonOf(error)}`);
      const now = nowOf(error)?.note;
      // saved again, it replaces the note that was just shown
      if (now !== undefined) keep({ ...latest.current, was: now });
      field.current?.focus();
    }
    sending.current = false;
    setBusy(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (readKey(event.nativeEvent) === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      done();
    } else if (isSendKey(event.nativeEvent)) save();
  }

  return (
    <form className="note-form" onSubmit={save}>
      <label htmlFor={id} className="sr-only">
        Note
      </label>
      <textarea
        ref={field}
        id={id}
        className="field"
        rows={3}
        maxLength={2_000}
        placeholder="Why this paper is here"
        dir="auto"
        value={draft.text}
        aria-invalid={refusal !== "" || undefined}
        aria-describedby={refusal ? `${id}-refusal` : undefined}
        onChange={(event) => keep({ ...draft, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      {refusal && (
        <p id={`${id}-refusal`} role="alert" className="notice item-note-text">
          {refusal}
        </p>
      )}
      <div className="flex gap-1.5">
        <button type="submit" className="btn btn-solid" aria-busy={busy}>
          Save note
        </button>
        <button type="button" className="btn" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  );
}
