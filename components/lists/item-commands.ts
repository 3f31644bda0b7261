"use client";

import type { RouterInputs } from "@/server/api/root";
import { type Command, run } from "../api/command";
import { stateOf } from "../api/store";
import { inBatches, type Refused, restOf } from "../papers/in-batches";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { acceptItems, itemsOf, revertItems, showItems, without } from "./list-on-page";
import type { ListName } from "./my-lists";
import { type Item, moved } from "./order";
import { showOnList } from "./show-on-list";

type Reorder = RouterInputs["items"]["reorder"] & {
  /** The paper directly above on the page, possibly one that others have removed. */
  shownAfter: number | null;
};

const reordered =
  ({ paperId, to, shownAfter: after }: Reorder) =>
  (items: Item[]) => {
    const isShown = after === null || items.some(([id]) => id === after);
    return moved(items, paperId, isShown ? { after } : to);
  };

/** Moves a paper on its list. It is sent as an absolute place, so a retry is safe. */
export const reorder: Command<Reorder, unknown> = {
  name: "items.reorder",
  changes: ({ listId }) => [itemsOf(listId)],
  optimistic(input) {
    showItems(input.listId, [input.paperId], reordered(input));
    return () => revertItems(input.listId);
  },
  send: (api, { listId, paperId, to }) => api.items.reorder.mutate({ listId, paperId, to }),
  accept: (_, input) => acceptItems(input.listId, { order: reordered(input) }),
  refused: () => "The paper was not moved.",
};

interface Some {
  list: ListName;
  paperIds: number[];
}

const changes = ({ list, paperIds }: Some) => [itemsOf(list.id), ...paperIds.map(stateOf)];

/** Restores removed papers to their places on a list. */
export const restoreItems: Command<Some, { restored: number[]; refused?: Refused }> = {
  name: "items.restoreMany",
  changes,
  optimistic({ list, paperIds }) {
    showItems(list.id, paperIds);
    return () => revertItems(list.id);
  },
  async send(api, { list, paperIds }) {
    const { answers, refused } = await inBatches(paperIds, (batch) =>
      api.items.restoreMany.mutate({ listId: list.id, paperIds: batch }),
    );
    return { restored: answers.flatMap(({ restored }) => restored), refused };
  },
  accept({ restored, refused }, { list }) {
    showOnList(list.id, restored, true);
    acceptItems(list.id, { restored });
    if (refused) toast({ text: restOf(refused, "restored").trim() });
  },
  refused: () => "Nothing was restored.",
};

/** Removes papers from a list; undo restores them to their places. */
export const removeItems: Command<Some, { removed: number[]; refused?: Refused }> = {
  name: "items.removeMany",
  changes,
  optimistic({ list, paperIds }) {
    showItems(list.id, paperIds, without(paperIds));
    return () => revertItems(list.id);
  },
  async send(api, { list, paperIds }) {
    const { answers, refused } = await inBatches(paperIds, (batch) =>
      api.items.removeMany.mutate({ listId: list.id, paperIds: batch }),
    );
    return { removed: answers.flatMap(({ removed }) => removed), refused };
  },
  accept({ removed }, { list }) {
    showOnList(list.id, removed, false);
    acceptItems(list.id, { removed });
  },
  undo({ removed, refused }, { list }) {
    if (removed.length === 0 && !refused) return null;
    return {
      text: `Removed ${papersIn(removed.length)} from “${list.name}”.${restOf(refused, "removed")}`,
      action: { label: "Undo", run: () => run(restoreItems, { list, paperIds: removed }) },
    };
  },
  refused: ({ list }) => `The papers were not removed from “${list.name}”.`,
};
