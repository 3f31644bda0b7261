"use client";

import type { RouterOutputs } from "@/server/api/root";
import { type Command, run } from "../api/command";
import { currentState, type Status, showState, stateOf } from "../api/store";

type Outputs = RouterOutputs["library"];

interface Saved {
  paperId: number;
  status: Status;
  /** When it was first saved, to restore that. */
  savedAt?: string;
}

/** The key of both: if a paper is saved and then removed, only the newer change is sent. */
const key = ({ paperId }: { paperId: number }) => `status ${paperId}`;

const show = (paperId: number, status: Status | null) => {
  const before = currentState(paperId).status;
  showState(paperId, () => ({ status }));
  return () => showState(paperId, () => ({ status: before }));
};

/** Saves a paper to the reader's library, or changes its status there. */
export const setStatus: Command<Saved, Outputs["set"]> = {
  name: "library.set",
  key,
  changes: ({ paperId }) => [stateOf(paperId)],
  optimistic: ({ paperId, status }) => show(paperId, status),
  send: (api, input) => api.library.set.mutate(input),
  accept: (answer, { paperId }) => showState(paperId, () => answer),
  pending: (input) => ({ command: "library.set", input }),
  resumed: (_answer, _input, title) => `${title ?? "The paper"} is in your library.`,
  refused: () => "The paper was not saved.",
};

/** Removes a paper from the library; undo saves it again as it was. */
export const removeFromLibrary: Command<Saved, Outputs["remove"]> = {
  name: "library.remove",
  key,
  changes: ({ paperId }) => [stateOf(paperId)],
  optimistic: ({ paperId }) => show(paperId, null),
  send: (api, { paperId }) => api.library.remove.mutate({ paperId }),
  accept: (_, { paperId }) => showState(paperId, () => ({ status: null })),
  undo: ({ removed }, { paperId, status }) => ({
    text: "Removed from your library.",
    action: { label: "Undo", run: () => run(setStatus, { paperId, status, ...removed }) },
  }),
  refused: () => "The paper was not removed.",
};
