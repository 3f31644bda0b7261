"use client";

import { NOTE_MADE } from "../annotations/note-made";
import { toast } from "../ui/toast";
import { call, reasonOf } from "./call";
import { type Intent, takeIntent } from "./intent";
import { showMine, whileChanging } from "./mine";

/** Does what the reader set out to do before they signed in, once, and says so. */
export async function carryOutIntent() {
  const intent = await takeIntent();
  if (!intent) return;
  try {
    toast({ text: await carryOut(intent) });
  } catch (error) {
    toast({ text: `You are signed in, but what you began was not done. ${reasonOf(error)}` });
  }
}

async function carryOut(intent: Intent): Promise<string> {
  switch (intent.kind) {
    case "vote":
      return whileChanging(intent.input.paperId, async () => {
        showMine(intent.input.paperId, await call((api) => api.votes.set.mutate(intent.input)));
        return "You are signed in, and your upvote is cast.";
      });
    case "note":
      return tellOfNote(await call((api) => api.annotations.create.mutate(intent.input)));
    case "reply":
      return tellOfNote(await call((api) => api.annotations.reply.mutate(intent.input)));
  }
}

function tellOfNote(note: { id: string; body: string }): string {
  window.dispatchEvent(new CustomEvent(NOTE_MADE, { detail: { id: note.id } }));
  return `You are signed in, and your ${note.body ? "note is posted" : "highlight is kept"}.`;
}
