"use client";

import { useEffect } from "react";
import type { Item } from "./order";

/** A list on the page, which commands change at once. */
interface ListOnPage {
  listId: string;
  /** Changes what is shown; the reader gets no message when these papers' changes come back. */
  show: (paperIds: number[], change?: (items: Item[]) => Item[]) => void;
  /** Notes a change that the server has accepted. */
  accept: (change: Accepted) => void;
  /** Shows the items as they were last read, with what was accepted since. */
  revert: () => void;
}

let shown: ListOnPage | null = null;

/** Names the items of a list in a command's `changes`. */
export const itemsOf = (listId: string) => `items ${listId}`;

/** Shows a change of a list, if the page shows that list. */
export function showItems(
  listId: string,
  paperIds: number[],
  change?: (items: Item[]) => Item[],
): void {
  if (shown?.listId === listId) shown.show(paperIds, change);
}

/** An accepted change: a new order, or papers that were removed or restored. */
export type Accepted =
  | { order: (items: Item[]) => Item[] }
  | { removed: number[] }
  | { restored: number[] };

/** Notes an accepted change of a list: a later refusal does not take it back. */
export function acceptItems(listId: string, change: Accepted): void {
  if (shown?.listId === listId) shown.accept(change);
}

/**
 * Shows a list as the server last had it, if the page shows that list: a change was refused. It is
 * read again too, which may take a while.
 */
export function revertItems(listId: string): void {
  if (shown?.listId === listId) shown.revert();
}

export const without = (paperIds: number[]) => {
  const removed = new Set(paperIds);
  return (items: Item[]) => items.filter(([id]) => !removed.has(id));
};

export function usePutOnPage({ listId, show, accept, revert }: ListOnPage) {
  useEffect(() => {
    shown = { listId, show, accept, revert };
    return () => {
      shown = null;
    };
  }, [listId, show, accept, revert]);
}
