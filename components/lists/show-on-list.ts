"use client";

import { showStates } from "../api/store";

/** Shows everywhere on the page that papers are on a list, or no longer are. */
export function showOnList(listId: string, paperIds: number[], on: boolean) {
  showStates(paperIds, ({ lists }) => {
    const others = lists.filter((each) => each !== listId);
    return { lists: on ? [...others, listId] : others };
  });
}
