"use client";

import { type Command, run } from "../api/command";
import { showStates, stateOf } from "../api/store";
import { removeItems } from "../lists/item-commands";
import type { ListName } from "../lists/my-lists";
import { inBatches, type Refused, restOf } from "../papers/in-batches";
import { papersIn } from "../papers/names";

interface Put {
  paperIds: number[];
  list: ListName;
  /** Whether to create the list first. */
  isNew: boolean;
}

/** Adds papers of the library to a list, which is created first if it is new. */
export const putOnList: Command<Put, { added: number[]; refused?: Refused }> = {
  name: "library.addToList",
  changes: ({ paperIds }) => paperIds.map(stateOf),
  async send(api, { paperIds, list, isNew }) {
    if (isNew) await api.lists.create.mutate({ id: list.id, name: list.name });
    const { answers, refused } = await inBatches(paperIds, (batch) =>
      api.library.addToList.mutate({ listId: list.id, paperIds: batch }),
    );
    return { added: answers.flatMap(({ added }) => added), refused };
  },
  accept: ({ added }, { list }) =>
    showStates(added, ({ lists }) => ({ lists: [...new Set([...lists, list.id])] })),
  undo({ added, refused }, { paperIds, list }) {
    const here = paperIds.length - added.length - (refused?.rest.length ?? 0);
    const rest = here > 0 && !refused ? ` ${papersIn(here)} already on it.` : "";
    const undo = () => run(removeItems, { list, paperIds: added });
    return {
      text: `${papersIn(added.length)} added to “${list.name}”.${rest}${restOf(refused, "added")}`,
      ...(added.length > 0 && { action: { label: "Undo", run: undo } }),
    };
  },
  refused: ({ list }) => `The papers were not added to “${list.name}”.`,
};
