"use client";

import type { Command } from "../api/command";

/** Notes that the reader has opened a paper: it is then not mailed to them. */
export const noteOpened: Command<{ paperId: number }, unknown> = {
  name: "digest.noteOpened",
  key: ({ paperId }) => `opened ${paperId}`,
  send: (api, input) => api.digest.noteOpened.mutate(input),
  refused: () => "That this paper was opened was not noted.",
  // at worst the mail has a paper that the reader knows
  refuse: () => undefined,
};
