"use client";

import { changeMine } from "../api/command";
import { currentState } from "../api/store";

/** Sets the reader's vote; `shown` is the count beside the button that was pressed. */
export function chooseVote(choice: Choice): Promise<boolean> {
  const { paperId, voted, shown } = choice;
  const { voted: was, count } = currentState(paperId);
  const before = { voted: was, count: count ?? shown };
  return changeMine({
    paperId,
    what: "vote",
    // made once more, it may be counted already
    now: () => ({ voted, count: before.count + Number(voted) - Number(was) }),
    back: () => before,
    send: async (api) => {
      const stands = await api.votes.set.mutate({ paperId, voted });
      return () => stands;
    },
    again: { act: "chooseVote", given: [choice] },
    intent: { kind: "vote", input: { paperId, voted } },
    refused: "Your vote was not changed.",
  });
}

interface Choice {
  paperId: number;
  voted: boolean;
  shown: number;
}
