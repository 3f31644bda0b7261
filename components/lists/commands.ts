"use client";

import type { RouterInputs, RouterOutputs } from "@/server/api/root";
import { type Command, run } from "../api/command";
import { nameList, stateOf } from "../api/store";
import { acceptItems, itemsOf, revertItems, showItems, without } from "./list-on-page";
import { type ListName, type MyList, noteUse, setMyLists } from "./my-lists";
import { showOnList } from "./show-on-list";

interface OnList {
  paperId: number;
  list: ListName;
}

// among changes of one paper on one list, only the newest is sent
const key = ({ paperId, list }: OnList) => `list ${list.id} ${paperId}`;
const changes = ({ paperId, list }: OnList) => [stateOf(paperId), itemsOf(list.id)];
const pending = ({ paperId }: OnList) => ({ command: "lists.choose", input: { paperId } });

/** Shows that a paper is on a list, or no longer is. Returns the rollback. */
function show({ paperId, list }: OnList, on: boolean): () => void {
  nameList(list);
  showOnList(list.id, [paperId], on);
  showItems(list.id, [paperId], on ? undefined : without([paperId]));
  return () => {
    showOnList(list.id, [paperId], !on);
    revertItems(list.id);
  };
}

/** Adds a paper to the end of a list. */
export const addToList: Command<OnList, unknown> = {
  name: "items.add",
  key,
  changes,
  optimistic: (input) => show(input, true),
  send: (api, { paperId, list }) => api.items.add.mutate({ listId: list.id, paperId }),
  accept(_, { paperId, list }) {
    showOnList(list.id, [paperId], true);
    acceptItems(list.id, { restored: [paperId] });
    noteUse(list.id);
  },
  pending,
  refused: ({ list }) => `The paper was not added to “${list.name}”.`,
};

/** Restores a removed paper to its place on a list. */
export const restoreToList: typeof addToList = {
  ...addToList,
  name: "items.restore",
  send: (api, { paperId, list }) => api.items.restore.mutate({ listId: list.id, paperId }),
};

/** Removes a paper from a list; undo restores it to its place. */
export const removeFromList: Command<OnList, unknown> = {
  name: "items.remove",
  key,
  changes,
  optimistic: (input) => show(input, false),
  send: (api, { paperId, list }) => api.items.remove.mutate({ listId: list.id, paperId }),
  accept(_, { paperId, list }) {
    showOnList(list.id, [paperId], false);
    acceptItems(list.id, { removed: [paperId] });
  },
  undo: (_, { paperId, list }) => ({
    text: `Removed from “${list.name}”.`,
    action: { label: "Undo", run: () => run(restoreToList, { paperId, list }) },
  }),
  refused: ({ list }) => `The paper was not removed from “${list.name}”.`,
};

interface NewList extends OnList {
  team: MyList["team"];
}

/** Creates a list, or a team's collection, with the paper as its first; once per id. */
export const createList: Command<NewList, unknown> = {
  name: "lists.create",
  key,
  changes,
  optimistic: (input) => show(input, true),
  send: (api, { paperId, list, team }) =>
    api.lists.create.mutate({ id: list.id, name: list.name, paperId, teamId: team?.id }),
  accept(_, { list, team }) {
    const made = { description: "", papers: 1, role: "manager" as const, mayAdd: true, team };
    setMyLists((lists) => [{ ...list, ...made }, ...lists.filter(({ id }) => id !== list.id)]);
  },
  pending,
  refused: ({ team }) => (team ? "The collection was not created." : "The list was not created."),
};

/** Deletes a list. */
export const removeList: Command<ListName, unknown> = {
  name: "lists.remove",
  send: (api, { id }) => api.lists.remove.mutate({ listId: id }),
  refused: ({ name }) => `“${name}” was not deleted.`,
};

/** Restores a deleted list. */
export const restoreList: Command<ListName, unknown> = {
  name: "lists.restore",
  send: (api, { id }) => api.lists.restore.mutate({ listId: id }),
  refused: ({ name }) => `“${name}” was not restored.`,
};

type ItemNote = RouterInputs["items"]["setNote"];

/** Writes why a paper is on a list, unless somebody else has written since `was`. */
export const setItemNote: Command<ItemNote, RouterOutputs["items"]["setNote"]> = {
  name: "items.setNote",
  key: ({ listId, paperId }) => `note ${listId} ${paperId}`,
  send: (api, input) => api.items.setNote.mutate(input),
  refused: () => "The note was not saved.",
};
