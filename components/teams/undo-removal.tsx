"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAnswer } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { call, reasonOf } from "../session/call";
import { toast } from "../ui/toast";

/** Offers to put back who was just removed: by a message, or without scripts by a button. */
export function UndoRemoval({ teamId }: { teamId: string }) {
  const router = useRouter();
  const { undo, done } = useAnswer().state;

  useEffect(() => {
    if (!undo || !done) return;
    const putBack = async () => {
      try {
        await call((api) => api.teams.putBack.mutate({ teamId, userId: undo }));
        toast({ text: "Back in the team, as before." });
      } catch (error) {
        toast({ text: `This was not undone. ${reasonOf(error)}` });
      }
      router.refresh();
    };
    toast({ text: done, action: { label: "Undo", run: putBack } });
  }, [undo, done, teamId, router]);

  if (!undo) return null;
  return (
    <Submit className="btn unscripted-only" name="change" value={`putBack ${undo}`}>
      Undo
    </Submit>
  );
}
