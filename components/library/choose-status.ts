"use client";

import { changeMine } from "../api/command";
import { currentState, type Status } from "../api/store";
import { toast } from "../ui/toast";

/** Puts a paper into the reader's library or changes its status there. */
export function chooseStatus(paperId: number, status: Status, savedAt?: string): Promise<boolean> {
  const before = currentState(paperId).status;
  return changeMine({
    paperId,
    what: "status",
    now: () => ({ status }),
    back: () => ({ status: before }),
    send: async (api) => {
      const stands = await api.library.set.mutate({ paperId, status, savedAt });
      return () => stands;
    },
    again: { act: "chooseStatus", given: [paperId, status, savedAt] },
    intent: { kind: "save", input: { paperId, status } },
    refused: "The paper was not saved.",
  });
}

/** Takes a paper out of the library and offers to put it back where it stood. */
export async function removeFromLibrary(
  paperId: number,
  before: Status = currentState(paperId).status ?? "to_read",
): Promise<void> {
  let removed: { status: Status; savedAt: string } | null = null;
  const done = await changeMine({
    paperId,
    what: "status",
    now: () => ({ status: null }),
    back: () => ({ status: before }),
    send: async (api) => {
      removed = (await api.library.remove.mutate({ paperId })).removed;
      return () => ({ status: null });
    },
    again: { act: "removeFromLibrary", given: [paperId, before] },
    intent: { kind: "save", input: { paperId, status: before } },
    refused: "The paper was not removed.",
  });
  if (!done) return;
  const { status, savedAt } = removed ?? { status: before, savedAt: undefined };
  toast({
    text: "Removed from your library.",
    action: { label: "Undo", run: () => chooseStatus(paperId, status, savedAt) },
  });
}
