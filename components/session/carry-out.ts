"use client";

import { NOTE_MADE } from "../annotations/note-made";
import { call, reasonOf } from "../api/call";
import { type Intent, takeIntent } from "../api/intents";
import { showState, whileChanging } from "../api/store";
import { toast } from "../ui/toast";

/** Does what the reader set out to do before they signed in, once, and says so. */
export async function carryOutIntent() {
  const intent = await takeIntent();
  if (!intent) return;
  try {
    toast({ text: `You are signed in. ${await carryOut(intent)}` });
  } catch (error) {
    toast({ text: `You are signed in, but what you started was not done. ${reasonOf(error)}` });
  }
}

/** Does it and answers the sentence that says so. */
async function carryOut({ kind, input }: Intent): Promise<string> {
  switch (kind) {
    case "vote": {
      const stands = await whileChanging([input.paperId], () =>
        call((api) => api.votes.set.mutate(input)),
      );
      showState(input.paperId, () => stands);
      return "Your upvote counts.";
    }
    case "save": {
      const stands = await whileChanging([input.paperId], () =>
        call((api) => api.library.set.mutate(input)),
      );
      showState(input.paperId, () => stands);
      return "The paper is in your library.";
    }
    case "list": {
      const button = `[data-paper="${Number(input.paperId)}"] [data-act="list"]`;
      document.querySelector<HTMLElement>(button)?.click();
      return "Choose a list for the paper.";
    }
    case "note":
      return tellOfNote(await call((api) => api.annotations.create.mutate(input)));
    case "reply":
      return tellOfNote(await call((api) => api.annotations.reply.mutate(input)));
  }
}

function tellOfNote(note: { id: string; body: string }): string {
  window.dispatchEvent(new CustomEvent(NOTE_MADE, { detail: { id: note.id } }));
  return note.body ? "Your note is posted." : "Your highlight is saved.";
}
