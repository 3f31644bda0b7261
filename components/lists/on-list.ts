"use client";

import type { RouterInputs, RouterOutputs } from "@/server/api/root";
import { call, reasonOf } from "../api/call";
import type { Client } from "../api/client";
import { changesAccepted } from "../api/command";
import type { Again } from "../session/send-again";
import { toast } from "../ui/toast";

type Items = RouterInputs["items"];
type Answered = RouterOutputs["items"];

interface Inputs {
  reorder: Items["reorder"];
  remove: Items["removeMany"];
  restore: Items["restoreMany"];
  copy: Items["copy"];
  move: Items["move"];
}

interface Answers {
  reorder: Answered["reorder"];
  remove: Answered["removeMany"];
  restore: Answered["restoreMany"];
  copy: Answered["copy"];
  move: Answered["move"];
}

type Deed = keyof Inputs;

/** What is done to the papers of a list, all of it such that twice is once. */
const deeds: { [D in Deed]: (api: Client, input: Inputs[D]) => Promise<Answers[D]> } = {
  reorder: (api, input) => api.items.reorder.mutate(input),
  remove: (api, input) => api.items.removeMany.mutate(input),
  restore: (api, input) => api.items.restoreMany.mutate(input),
  copy: (api, input) => api.items.copy.mutate(input),
  move: (api, input) => api.items.move.mutate(input),
};

/** A change of a list: how it is sent, and how once more when the page is left before the answer. */
export interface OnList<Answer> {
  send: (api: Client) => Promise<Answer>;
  /** None where what sends it sees to that itself. */
  again?: Again;
}

export const onList = <D extends Deed>(deed: D, input: Inputs[D]): OnList<Answers[D]> => ({
  send: (api) => deeds[deed](api, input),
  again: { act: "changeList", given: [deed, input] },
});

/** Makes a change again that an earlier page has sent and not heard of. */
export async function changeList<D extends Deed>(deed: D, input: Inputs[D]) {
  try {
    await call((api) => deeds[deed](api, input));
    changesAccepted();
  } catch (error) {
    toast({ text: `An earlier change to a list was not saved. ${reasonOf(error)}` });
  }
}
