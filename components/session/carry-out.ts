"use client";

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

function carryOut(intent: Intent): Promise<string> {
  switch (intent.kind) {
    case "vote":
      return whileChanging(intent.input.paperId, async () => {
        showMine(intent.input.paperId, await call((api) => api.votes.set.mutate(intent.input)));
        return "You are signed in, and your upvote is cast.";
      });
  }
}
