"use client";

import { changeMine } from "../session/change-mine";
import type { Client } from "../session/client";
import type { MinePaper } from "../session/mine";
import { newId } from "../session/new-id";
import { toast } from "../ui/toast";
import { type ListName, setMyLists } from "./my-lists";

const having = (id: string) => (mine: MinePaper) => ({
  lists: mine.lists.includes(id) ? mine.lists : [...mine.lists, id],
});
const without = (id: string) => (mine: MinePaper) => ({
  lists: mine.lists.filter((each) => each !== id),
});

/** Puts a paper on a list, at its end. */
export const addToList = (paperId: number, list: ListName) =>
  standOn(paperId, list, (api) => api.lists.add.mutate({ listId: list.id, paperId }));

/** Puts a removed paper back where it stood. */
const putBack = (paperId: number, list: ListName) =>
  standOn(paperId, list, (api) => api.lists.putBack.mutate({ listId: list.id, paperId }));

function standOn(paperId: number, list: ListName, tell: (api: Client) => Promise<unknown>) {
  return changeMine({
    paperId,
    what: `list ${list.id}`,
    now: having(list.id),
    back: without(list.id),
    send: async (api) => {
      await tell(api);
      return having(list.id);
    },
    intent: { kind: "list", input: { paperId } },
    refused: `The paper was not added to “${list.name}”.`,
  });
}

/** Takes a paper off a list and offers to put it back where it stood. */
export async function takeOffList(paperId: number, list: ListName) {
  const done = await changeMine({
    paperId,
    what: `list ${list.id}`,
    now: without(list.id),
    back: having(list.id),
    send: async (api) => {
      await api.lists.takeOff.mutate({ listId: list.id, paperId });
      return without(list.id);
    },
    intent: { kind: "list", input: { paperId } },
    refused: `The paper was not taken off “${list.name}”.`,
  });
  if (!done) return;
  toast({
    text: `Removed from “${list.name}”.`,
    action: { label: "Undo", run: () => putBack(paperId, list) },
  });
}

/** Makes a list with the paper as its first; answers whether it was made. */
export function createListWith(paperId: number, name: string) {
  const list = { id: newId(), name: name.replace(/\s+/gu, " ").trim() };
  return changeMine({
    paperId,
    what: `list ${list.id}`,
    now: having(list.id),
    back: without(list.id),
    send: async (api) => {
      await api.lists.create.mutate({ ...list, paperId });
      setMyLists((lists) => [list, ...lists]);
      return having(list.id);
    },
    intent: { kind: "list", input: { paperId } },
    refused: "The list was not made.",
  });
}
