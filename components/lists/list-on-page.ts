"use client";

import { useEffect } from "react";
import type { Item } from "./order";

/** A list, as what is shown of it is changed at once by commands. */
interface ListOnPage {
  listId: string;
  /** Changes what is shown; of what others hear of these papers' change the reader needs no news. */
  show: (paperIds: number[], change?: (items: Item[]) => Item[]) => void;
}

let shown: ListOnPage | null = null;

/** What a command names that changes the items of a list. */
export const itemsOf = (listId: string) => `items ${listId}`;

/** Shows a change of a list, where the page shows that list. */
export function showItems(
  listId: string,
  paperIds: number[],
  change?: (items: Item[]) => Item[],
): void {
  if (shown?.listId === listId) shown.show(paperIds, change);
}

export const without = (paperIds: number[]) => {
  const removed = new Set(paperIds);
  return (items: Item[]) => items.filter(([id]) => !removed.has(id));
};

export function usePutOnPage(listId: string, show: ListOnPage["show"]) {
  useEffect(() => {
    shown = { listId, show };
    return () => {
      shown = null;
    };
  }, [listId, show]);
}
