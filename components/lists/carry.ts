"use client";

import type { Client } from "../api/client";
import { type Command, run } from "../api/command";
import { stateOf } from "../api/store";
import { inBatches, type Refused, restOf } from "../papers/in-batches";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { acceptItems, itemsOf, revertItems, showItems, without } from "./list-on-page";
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
  refused?: Refused;
}

interface Uncarried {
  takenBack: number[];
  restored: number[];
  refused?: Refused;
}

const changes = ({ from, to, paperIds }: Pair) => [
  itemsOf(from.id),
  itemsOf(to.id),
  ...paperIds.map(stateOf),
];

const sendAs = (how: "copy" | "move") => async (api: Client, input: Carry) => {
  const { from, to, paperIds, withNotes } = input;
  const { answers, refused } = await inBatches(paperIds, (batch) =>
    api.items[how].mutate({ from: from.id, to: to.id, paperIds: batch, withNotes }),
  );
  return {
    added: answers.flatMap(({ added }) => added),
    removed: answers.flatMap(({ removed }) => removed),
    refused,
  };
};

/** The papers that were copied or moved: all, except those in refused batches. */
const doneOf = ({ refused }: Carried, { paperIds }: Carry) =>
  paperIds.slice(0, paperIds.length - (refused?.rest.length ?? 0));

function accept(carried: Carried, input: Carry) {
  showOnList(input.to.id, doneOf(carried, input), true);
  showOnList(input.from.id, carried.removed, false);
  acceptItems(input.from.id, { removed: carried.removed });
}

const undo = (done: "Copied" | "Moved") => (carried: Carried, input: Carry) => {
  const { from, to } = input;
  const paperIds = doneOf(carried, input);
  const { added, removed, refused } = carried;
  const rest = restOf(refused, done.toLowerCase());
  return {
    text: `${done} ${papersIn(paperIds.length)} from “${from.name}” to “${to.name}”.${rest}`,
    action: {
      label: "Undo",
      run: () => run(uncarry, { from, to, paperIds, added, removed }),
    },
  };
};

/** Copies papers to another list. */
export const copyItems: Command<Carry, Carried> = {
  name: "items.copy",
  changes,
  send: sendAs("copy"),
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
    return () => revertItems(from.id);
  },
  send: sendAs("move"),
  accept,
  undo: undo("Moved"),
  refused: () => "Nothing was moved.",
};

/** Undoes a copy or a move: removes what it added, and restores what it removed. */
export const uncarry: Command<Pair & Pick<Carried, "added" | "removed">, Uncarried> = {
  name: "items.uncarry",
  changes,
  optimistic({ from, removed }) {
    showItems(from.id, removed);
    return () => revertItems(from.id);
  },
  async send(api, { from, to, added, removed }) {
    const back = await inBatches(added, (batch) =>
      api.items.removeMany.mutate({ listId: to.id, paperIds: batch }),
    );
    const again = await inBatches(removed, (batch) =>
      api.items.restoreMany.mutate({ listId: from.id, paperIds: batch }),
    );
    return {
      takenBack: back.answers.flatMap(({ removed }) => removed),
      restored: again.answers.flatMap(({ restored }) => restored),
      refused: back.refused ?? again.refused,
    };
  },
  accept({ takenBack, restored, refused }, { from, to }) {
    showOnList(to.id, takenBack, false);
    showOnList(from.id, restored, true);
    acceptItems(from.id, { restored });
    if (refused) toast({ text: restOf(refused, "put back").trim() });
  },
  refused: () => "That was not undone.",
};
