"use client";

import { changeMine } from "../session/change-mine";
import { currentMine } from "../session/mine";

/** Sets the reader's vote; `shown` is the count beside the button that was pressed. */
export function chooseVote({ paperId, voted, shown }: Choice) {
  const before = { voted: currentMine(paperId).voted, count: shown };
  return changeMine({
    paperId,
    what: "vote",
    now: () => ({ voted, count: shown + (voted ? 1 : -1) }),
    back: () => before,
    send: async (api) => {
      const stands = await api.votes.set.mutate({ paperId, voted });
      return () => stands;
    },
    intent: { kind: "vote", input: { paperId, voted } },
    refused: "Your vote was not changed.",
  });
}

interface Choice {
  paperId: number;
  voted: boolean;
  shown: number;
}
