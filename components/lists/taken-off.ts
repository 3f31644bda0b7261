"use client";

import { showState } from "../api/store";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import type { ListName } from "./my-lists";
import { onList } from "./on-list";
import type { ListItems } from "./use-list-items";

/** Shows everywhere on the page that papers stand on a list, or no longer do. */
export function showOnList(listId: string, paperIds: number[], on: boolean) {
  for (const id of paperIds) {
    showState(id, ({ lists }) => {
      const others = lists.filter((each) => each !== listId);
      return { lists: on ? [...others, listId] : others };
    });
  }
}

/** Says that papers were taken off a list, and offers to put them back where they stood. */
export function takenOff(list: ListName, paperIds: number[], change: ListItems["change"]) {
  if (paperIds.length === 0) return;
  showOnList(list.id, paperIds, false);
  const undo = async () => {
    const done = await change(
      paperIds,
      (items) => items,
      onList("restore", { listId: list.id, paperIds }),
      "Nothing was restored.",
    );
    if (done) showOnList(list.id, done.restored, true);
  };
  const what = papersIn(paperIds.length);
  toast({ text: `Removed ${what} from “${list.name}”.`, action: { label: "Undo", run: undo } });
}
