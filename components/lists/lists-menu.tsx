"use client";

import { type FormEvent, useState } from "react";
import { useMine } from "../session/mine";
import { useMenuFocus } from "../ui/use-menu-focus";
import { addToList, createListWith, takeOffList } from "./choose-lists";
import { useMyLists } from "./my-lists";

/** The reader's lists with a check at those that hold the paper. Loaded when first opened. */
export default function ListsMenu({ paperId, close }: { paperId: number; close: () => void }) {
  const lists = useMyLists();
  const on = new Set(useMine(paperId).lists);
  const box = useMenuFocus();
  return (
    <div
      ref={box}
      className="popover lists-menu"
      role="dialog"
      aria-label="Add to list"
      tabIndex={-1}
    >
      <div className="lists-menu-lists" aria-busy={lists === undefined}>
        {lists?.length === 0 && <p className="px-2.5 py-1.5 text-soft">You have no lists yet.</p>}
        {lists === null && (
          <p className="px-2.5 py-1.5 text-soft">
            Your lists could not be read. Close this and try again.
          </p>
        )}
        {lists?.map((list) => (
          <button
            key={list.id}
            type="button"
            className="popover-item"
            aria-pressed={on.has(list.id)}
            onClick={() =>
              on.has(list.id) ? takeOffList(paperId, list) : addToList(paperId, list)
            }
          >
            <span className="check" aria-hidden="true" />
            <bdi className="min-w-0">{list.name}</bdi>
          </button>
        ))}
      </div>
      <NewList paperId={paperId} first={lists?.length === 0} />
      <button type="button" className="popover-item text-soft" onClick={close}>
        Done
      </button>
    </div>
  );
}

function NewList({ paperId, first }: { paperId: number; first: boolean }) {
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  async function create(event: FormEvent) {
    event.preventDefault();
    if (busy || !name.trim()) return;
    setBusy(true);
    if (await createListWith(paperId, name)) setName("");
    setBusy(false);
  }
  return (
    <form className="flex gap-1.5 p-1" onSubmit={create}>
      <input
        className="field"
        aria-label="New list"
        placeholder={first ? "Name your first list" : "New list"}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="btn" disabled={!name.trim()} aria-busy={busy}>
        Create
      </button>
    </form>
  );
}
