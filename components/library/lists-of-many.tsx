"use client";

import { type FormEvent, useState } from "react";
import { run } from "../api/command";
import { newId } from "../api/new-id";
import { type ListName, useListsInPlace } from "../lists/my-lists";
import type { ManyMenu } from "./many-actions";
import { putOnList } from "./put-on-list";

/** Adds the selected papers to a list. Loaded when first opened. */
export default function ListsOfMany({ paperIds, close }: ManyMenu) {
  const lists = useListsInPlace();
  const [name, setName] = useState("");

  function choose(list: ListName, isNew = false) {
    close();
    run(putOnList, { paperIds, list, isNew });
  }

  function create(event: FormEvent) {
    event.preventDefault();
    if (name.trim()) choose({ id: newId(), name: name.replace(/\s+/gu, " ").trim() }, true);
  }

  return (
    <>
      <div className="lists-menu-lists" aria-busy={lists === undefined}>
        {lists?.map((list) => (
          <button
            key={list.id}
            type="button"
            className="popover-item"
            onClick={() => choose({ id: list.id, name: list.name })}
          >
            <bdi className="min-w-0">{list.name}</bdi>
          </button>
        ))}
        {lists === null && (
          <p className="px-2.5 py-1.5 text-soft">
            Your lists could not be read. Close this and try again.
          </p>
        )}
      </div>
      <form className="flex gap-1.5 p-1" onSubmit={create}>
        <input
          className="field"
          aria-label="New list"
          placeholder="New list"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="btn" disabled={!name.trim()}>
          Create
        </button>
      </form>
    </>
  );
}
