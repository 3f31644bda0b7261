"use client";

import { type FormEvent, useState } from "react";
import { call, reasonOf } from "../api/call";
import { changesAccepted } from "../api/command";
import { newId } from "../api/new-id";
import { showStates } from "../api/store";
import { type ListName, useMyLists } from "../lists/my-lists";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { useMenuFocus } from "../ui/use-menu-focus";
import type { ManyMenu } from "./many-actions";

const BATCH = 1_000;

/** Puts papers on a list, which is made first where it is new. */
async function putOn(paperIds: number[], list: ListName, isNew: boolean) {
  const added: number[] = [];
  try {
    if (isNew) await call((api) => api.lists.create.mutate(list));
    for (let at = 0; at < paperIds.length; at += BATCH) {
      const batch = { listId: list.id, paperIds: paperIds.slice(at, at + BATCH) };
      added.push(...(await call((api) => api.library.addToList.mutate(batch))).added);
    }
    const here = paperIds.length - added.length;
    const already = here > 0 ? ` ${papersIn(here)} already on it.` : "";
    toast({
      text: `${papersIn(added.length)} added to “${list.name}”.${already}`,
      ...(added.length > 0 && { action: { label: "Undo", run: () => remove(added, list) } }),
    });
  } catch (error) {
    toast({ text: `The papers were not added to “${list.name}”. ${reasonOf(error)}` });
  }
  showStates(added, ({ lists }) => ({ lists: [...new Set([...lists, list.id])] }));
  changesAccepted();
}

/** Takes papers off the list that they were just put on. */
async function remove(paperIds: number[], list: ListName) {
  const removed: number[] = [];
  try {
    for (let at = 0; at < paperIds.length; at += BATCH) {
      const batch = { listId: list.id, paperIds: paperIds.slice(at, at + BATCH) };
      removed.push(...(await call((api) => api.items.removeMany.mutate(batch))).removed);
    }
  } catch (error) {
    toast({ text: `The papers were not removed from “${list.name}”. ${reasonOf(error)}` });
  }
  showStates(removed, ({ lists }) => ({ lists: lists.filter((each) => each !== list.id) }));
  changesAccepted();
}

/** Puts the selected papers on a list. Loaded when it is first opened. */
export default function ListsOfMany({ paperIds, close }: ManyMenu) {
  const lists = useMyLists();
  const [name, setName] = useState("");
  const box = useMenuFocus();

  function choose(list: ListName, isNew = false) {
    close();
    putOn(paperIds, list, isNew);
  }

  function create(event: FormEvent) {
    event.preventDefault();
    if (name.trim()) choose({ id: newId(), name: name.replace(/\s+/gu, " ").trim() }, true);
  }

  return (
    <div
      ref={box}
      className="popover lists-menu"
      role="dialog"
      aria-label="Add the selected papers to a list"
      tabIndex={-1}
    >
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
    </div>
  );
}
