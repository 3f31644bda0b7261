"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { act, formAction, formActions } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";
import { longDate } from "@/components/editions/dates";

const signIn = "/admin/editions";
const fields = { paperId: Number };

/** Shows a day as it is then, and says what was done there. */
async function seen(day: string, sentence: string): Promise<never> {
  await leaveNotice(sentence);
  redirect(`/admin/editions?${new URLSearchParams({ day, done: "" })}`);
}

export const placeAction = formAction((api) => api.curation.place, {
  signIn,
  fields,
  answer() {
    refresh();
    return { done: "The order is changed." };
  },
});

export const paperAction = formActions(
  {
    move: act((api) => api.curation.move, {
      fields,
      answer: ({ from }, { input }) =>
        seen(from, `It is in the edition of ${longDate(input.feedDate)}.`),
    }),
    remove: act((api) => api.curation.remove, {
      fields,
      ignores: ["feedDate"],
      answer: ({ feedDate }) =>
        seen(feedDate, "It is removed. You can restore it under Removed papers."),
    }),
  },
  { signIn },
);

export const restoreAction = formAction((api) => api.curation.restore, {
  signIn,
  fields,
  answer: ({ feedDate }) => seen(feedDate, "It is back in its edition."),
});

export const fetchAction = formAction((api) => api.curation.fetch, {
  signIn,
  answer: () => ({ done: "It is fetched as soon as a process is free." }),
});

export const decideAction = formActions(
  {
    accept: act((api) => api.curation.accept, {
      ignores: ["reason"],
      answer: ({ feedDate }) => seen(feedDate, "It is in the edition."),
    }),
    decline: act((api) => api.curation.decline, {
      answer() {
        refresh();
        return { done: "It is declined. Its submitter sees why." };
      },
    }),
  },
  { signIn },
);
