"use client";

import type { Command } from "../api/command";

/**
 * Opens the list menu of a paper on the page: the pending intent of a stranger who pressed its
 * button.
 */
export const chooseLists: Command<{ paperId: number }, null> = {
  name: "lists.choose",
  send: async () => null,
  accept: (_, { paperId }) =>
    document
      .querySelector<HTMLElement>(`[data-paper="${Number(paperId)}"] [data-act="list"]`)
      ?.click(),
  resumed: (_answer, _input, title) => `Choose a list for ${title ?? "the paper"}.`,
  refused: () => "The lists were not opened.",
};
