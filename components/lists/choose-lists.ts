"use client";

import { changeMine } from "../api/command";
import { newId } from "../api/new-id";
import { nameList, type PaperState } from "../api/store";
import { toast } from "../ui/toast";
import { type ListName, type MyList, setMyLists } from "./my-lists";

const having = (id: string) => (mine: PaperState) => ({
  lists: mine.lists.includes(id) ? mine.lists : [...mine.lists, id],
});
const without = (id: string) => (mine: PaperState) => ({
  lists: mine.lists.filter((each) => each !== id),
});

/** Puts a paper on a list, at its end; or a removed one back where it stood. */
export function addToList(
  paperId: number,
  list: ListName,
  how: "add" | "restore" = "add",
): Promise<boolean> {
  nameList(list);
  return changeMine({
    paperId,
    what: `list ${list.id}`,
    now: having(list.id),
    back: without(list.id),
    send: async (api) => {
      await api.items[how].mutate({ listId: list.id, paperId });
      return having(list.id);
    },
    again: { act: "addToList", given: [paperId, list, how] },
    intent: { kind: "list", input: { paperId } },
    refused: `The paper was not added to “${list.name}”.`,
  });
}

/** Takes a paper off a list and offers to put it back where it stood. */
export async function removeFromList(paperId: number, list: ListName): Promise<void> {
  const done = await changeMine({
    paperId,
    what: `list ${list.id}`,
    now: without(list.id),
    back: having(list.id),
    send: async (api) => {
      await api.items.remove.mutate({ listId: list.id, paperId });
      return without(list.id);
    },
    again: { act: "removeFromList", given: [paperId, list] },
    intent: { kind: "list", input: { paperId } },
    refused: `The paper was not removed from “${list.name}”.`,
  });
  if (!done) return;
  toast({
    text: `Removed from “${list.name}”.`,
    action: { label: "Undo", run: () => addToList(paperId, list, "restore") },
  });
}

/**
 * Makes a list with the paper as its first, or with a team its collection, once for an id; answers
 * whether it was made.
 */
export function createListWith(
  paperId: number,
  name: string,
  team: MyList["team"],
  id = newId(),
): Promise<boolean> {
  const list = { id, name: name.replace(/\s+/gu, " ").trim() };
  nameList(list);
  return changeMine({
    paperId,
    what: `list ${list.id}`,
    now: having(list.id),
    back: without(list.id),
    send: async (api) => {
      await api.lists.create.mutate({ ...list, paperId, teamId: team?.id });
      const made = { description: "", papers: 1, role: "manager" as const, mayAdd: true, team };
      setMyLists((lists) => [{ ...list, ...made }, ...lists.filter((each) => each.id !== id)]);
      return having(list.id);
    },
    again: { act: "createListWith", given: [paperId, name, team, id] },
    intent: { kind: "list", input: { paperId } },
    refused: team ? "The collection was not created." : "The list was not created.",
  });
}
