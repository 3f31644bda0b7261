"use client";

import type { RouterOutputs } from "@/server/api/root";
import type { Command } from "../api/command";
import { currentState, showState, stateOf } from "../api/store";

interface Choice {
  paperId: number;
  voted: boolean;
  /** The count beside the pressed button. */
  shown: number;
}

export const setVote: Command<Choice, RouterOutputs["votes"]["set"]> = {
  name: "votes.set",
  key: ({ paperId }) => `vote ${paperId}`,
  changes: ({ paperId }) => [stateOf(paperId)],
  optimistic({ paperId, voted, shown }) {
    const before = currentState(paperId);
    const count = before.count ?? shown;
    // sent again, it may be counted already; and the page may be older than the vote
    const now = Math.max(0, count + Number(voted) - Number(before.voted));
    showState(paperId, () => ({ voted, count: now }));
    return () => showState(paperId, () => ({ voted: before.voted, count }));
  },
  send: (api, { paperId, voted }) => api.votes.set.mutate({ paperId, voted }),
  accept: (answer, { paperId }) => showState(paperId, () => answer),
  pending: (input) => (input.voted ? { command: "votes.set", input } : undefined),
  resumed: (_answer, _input, title) => `Your upvote ${title ? `of ${title} ` : ""}counts.`,
  refused: ({ voted }) => (voted ? "Not upvoted." : "Your upvote still counts."),
};
