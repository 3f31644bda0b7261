"use client";

import type { Command } from "../api/command";

/** Opens the lists of a paper on the page: what a stranger who pressed that comes back to. */
export const chooseLists: Command<{ paperId: number }, null> = {
  name: "lists.choose",
  send: async () => null,
  accept: (_, { paperId }) =>
    document
      .querySelector<HTMLElement>(`[data-paper="${Number(paperId)}"] [data-act="list"]`)
      ?.click(),
  resumed: () => "Choose a list for the paper.",
  refused: () => "The lists were not opened.",
};
