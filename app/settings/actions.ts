"use server";

import { refresh } from "next/cache";
import { confirmFirst } from "@/app/confirmed-forms";
import { checked, formAction, goOn } from "@/app/form-action";
import { forgetReader } from "@/app/visitor";

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

/** Deletes the account: `successors.TEAM` names a team's next owner. */
export const deleteAccountAction = formAction((api) => api.accounts.delete, {
  first: confirmFirst,
  // the session's cookie can stay: its session no longer exists
  async answer(_, { form }) {
    // with scripts the page does it: a cookie set here renders these settings again, which lead to sign-in
    if (!form.get("scripted")) await forgetReader();
    return { ...goOn(form, "/"), signedOut: true };
  },
});
