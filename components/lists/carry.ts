"use client";

import { type Command, run } from "../api/command";
import { stateOf } from "../api/store";
import { papersIn } from "../papers/names";
import { itemsOf, showItems, without } from "./list-on-page";
import type { ListName } from "./my-lists";
import { showOnList } from "./show-on-list";

interface Pair {
  from: ListName;
  to: ListName;
  paperIds: number[];
}

interface Carry extends Pair {
  withNotes: boolean;
}

interface Carried {
  added: number[];
  removed: number[];
}

interface Uncarried {
  takenBack: number[];
  restored: number[];
}

const changes = ({ from, to, paperIds }: Pair) => [
  itemsOf(from.id),
  itemsOf(to.id),
  ...paperIds.map(stateOf),
];

const inputOf = ({ from, to, paperIds, withNotes }: Carry) => ({
  from: from.id,
  to: to.id,
  paperIds,
  withNotes,
});

function accept({ removed }: { removed: number[] }, { from, to, paperIds }: Carry) {
  showOnList(to.id, paperIds, true);
  showOnList(from.id, removed, false);
}

const undo = (done: "Copied" | "Moved") => (carried: Carried, input: Carry) => ({
  text: `${done} ${papersIn(input.paperIds.length)} from “${input.from.name}” to “${input.to.name}”.`,
  action: {
    label: "Undo",
    run: () => {
      const { from, to, paperIds } = input;
      return run(uncarry, { from, to, paperIds, ...carried });
    },
  },
});

/** Copies papers to another list. */
export const copyItems: Command<Carry, Carried> = {
  name: "items.copy",
  changes,
  send: (api, input) => api.items.copy.mutate(inputOf(input)),
  accept,
  undo: undo("Copied"),
  refused: () => "Nothing was copied.",
};

/** Moves papers to another list. */
export const moveItems: Command<Carry, Carried> = {
  name: "items.move",
  changes,
  optimistic({ from, paperIds }) {
    showItems(from.id, paperIds, without(paperIds));
    // the list is read again in any case
    return () => {};
  },
  send: (api, input) => api.items.move.mutate(inputOf(input)),
  accept,
  undo: undo("Moved"),
  refused: () => "Nothing was moved.",
};

/** Undoes a copy or a move: removes what it added, and restores what it removed. */
export const uncarry: Command<Pair & Carried, Uncarried> = {
  name: "items.uncarry",
  changes,
  optimistic({ from, removed }) {
    showItems(from.id, removed);
    return () => {};
  },
  async send(api, { from, to, added, removed }) {
    const back =
      added.length > 0 && (await api.items.removeMany.mutate({ listId: to.id, paperIds: added }));
    const again =
      removed.length > 0 &&
      (await api.items.restoreMany.mutate({ listId: from.id, paperIds: removed }));
    return { takenBack: back ? back.removed : [], restored: again ? again.restored : [] };
  },
  accept({ takenBack, restored }, { from, to }) {
    showOnList(to.id, takenBack, false);
    showOnList(from.id, restored, true);
  },
  refused: () => "That was not undone.",
};
