"use client";

import { type FormEvent, useId, useState } from "react";
import { reasonOf } from "../api/call";
import { attempt } from "../api/command";
import { setItemNote } from "./commands";
import type { ListName } from "./my-lists";

/** Adds a note on why a paper was just added to a list, for everyone who reads the list. */
export function AddNote({ paperId, list }: { paperId: number; list: ListName }) {
  const id = useId();
  const [note, setNote] = useState("");
  const [kept, setKept] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isKept = note.trim() === kept;

  async function save(event?: FormEvent) {
    event?.preventDefault();
    if (busy || isKept) return;
    setBusy(true);
    setRefused(null);
    const outcome = await attempt(setItemNote, { listId: list.id, paperId, note, was: kept });
    if (outcome && "answer" in outcome) {
      setKept(outcome.answer.note);
      setNote(outcome.answer.note);
    } else if (outcome) setRefused(reasonOf(outcome.error));
    setBusy(false);
  }

  return (
    <form className="add-note" onSubmit={save}>
      <input
        className="field"
        aria-label={`Note for “${list.name}”`}
        aria-invalid={refused ? true : undefined}
        aria-describedby={id}
        placeholder="Add a note"
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <button type="submit" className="btn" disabled={isKept} aria-busy={busy}>
        Save
      </button>
      <p id={id} role="status" className={refused ? "field-error" : "add-note-kept"}>
        {refused ?? (kept && isKept ? "Visible to everyone who can read the list." : "")}
      </p>
    </form>
  );
}
