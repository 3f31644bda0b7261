"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type Command, run } from "../api/command";
import { toast } from "../ui/toast";
import { useAnswer } from "./action-form";
import { Submit } from "./submit";

type From = { teamId: string } | { listId: string };

/** Puts back who was removed from a team or a list, with the same role. */
export const restoreRemoved: Command<{ from: From; userId: string }, unknown> = {
  name: "members.restore",
  send: (api, { from, userId }) =>
    "teamId" in from
      ? api.teams.restoreMember.mutate({ ...from, userId })
      : api.listMembers.restore.mutate({ ...from, userId }),
  refused: () => "This was not undone.",
};

/**
 * Offers to restore a person who was just removed: in a toast, or without scripts with a button.
 */
export function UndoRemoval({ from }: { from: From }) {
  const router = useRouter();
  const { state, unsay } = useAnswer();

  const place = useRef(from);
  place.current = from;

  // keyed by the whole answer: two removals of one person have the same message
  useEffect(() => {
    const { undo, done } = state;
    if (!undo || !done) return;
    const restore = async () => {
      if ((await run(restoreRemoved, { from: place.current, userId: undo })) !== null) {
        unsay?.(state);
        toast({ text: "Restored, with the same role." });
      }
      router.refresh();
    };
    toast({ text: done, action: { label: "Undo", run: restore } });
  }, [state, unsay, router]);

  const { undo } = state;
  if (!undo) return null;
  return (
    <>
      {Object.entries({ ...from, userId: undo }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Submit className="btn unscripted-only justify-self-start" name="act" value="restore">
        Undo
      </Submit>
    </>
  );
}
