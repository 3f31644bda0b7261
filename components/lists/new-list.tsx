"use client";

import { type FormEvent, useRef, useState } from "react";
import { run } from "../api/command";
import { newId } from "../api/new-id";
import { useTeams } from "../api/store";
import { isolated } from "../papers/names";
import { createList } from "./commands";

/**
 * Creates a reading list, or a collection of one of the reader's teams, with the paper as its
 * first.
 */
export function NewList({ paperId, first }: { paperId: number; first: boolean }) {
  const [name, setName] = useState("");
  const [owner, setOwner] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const teams = useTeams();
  const team = teams.find(({ id }) => id === owner) ?? null;

  async function create(event: FormEvent) {
    event.preventDefault();
    if (busy || !name.trim()) return;
    setBusy(true);
    // once the name is empty again, the button is disabled and loses the focus
    field.current?.focus();
    const list = { id: newId(), name: name.replace(/\s+/gu, " ").trim() };
    if (await run(createList, { paperId, list, team })) setName("");
    setBusy(false);
  }

  return (
    <form className="new-list" onSubmit={create}>
      <input
        ref={field}
        className="field"
        aria-label={team ? "New collection" : "New list"}
        placeholder={first ? "Name your first list" : team ? "New collection" : "New list"}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="btn" disabled={!name.trim()} aria-busy={busy}>
        Create
      </button>
      {teams.length > 0 && (
        <select
          className="field"
          aria-label="Owner"
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        >
          <option value="">My reading list</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              Collection of {isolated(name)}
            </option>
          ))}
        </select>
      )}
    </form>
  );
}
