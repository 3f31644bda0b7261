"use server";

import { refresh } from "next/cache";
import { confirmFirst } from "@/app/confirmed-forms";
import { checked, formAction, goOnAsStranger } from "@/app/form-action";

export const renameAction = formAction((api) => api.accounts.rename, {
  answer() {
    refresh();
    return { done: "Your name is saved." };
  },
});

export const hideVotesAction = formAction((api) => api.accounts.hideVotes, {
  fields: { hidesVotes: checked },
  answer(_, { input }) {
    refresh();
    return {
      values: {},
      done: input.hidesVotes
        ? "Only your teams can see your votes."
        : "Your name is shown with your votes.",
    };
  },
});

export const followAction = formAction((api) => api.follows.setTopics, {
  answer(_, { input }) {
    refresh();
    const count = Object.keys(input.topics ?? {}).length;
    const topics = count === 0 ? "no topics" : count === 1 ? "1 topic" : `${count} topics`;
    return { values: {}, done: `You follow ${topics}.` };
  },
});

/** Deletes the account: `successors.TEAM` names a team's next owner. */
export const deleteAccountAction = formAction((api) => api.accounts.delete, {
  first: confirmFirst,
  // the session's cookie can stay: its session no longer exists
  answer: (_, { form }) => goOnAsStranger(form, "/sign-in?deleted&callbackUrl=%2F"),
});
