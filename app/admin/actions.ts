"use server";

import { redirect } from "next/navigation";
import { act, formAction, formActions } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";

/** Shows what runs as it is then, and says so there. */
async function seen(sentence: string): Promise<never> {
  await leaveNotice(sentence);
  redirect("/admin?done");
}

export const runAction = formAction((api) => api.adminJobs.runNow, {
  signIn: "/admin",
  answer: () =>
    seen("It runs as soon as a process is free. Load the page again to see how it ends."),
});

export const failedAction = formActions(
  {
    tryAgain: act((api) => api.adminJobs.tryAgain, {
      answer: () => seen("It is tried again. Load the page again to see how it ends."),
    }),
    discard: act((api) => api.adminJobs.discard, {
      answer: () => seen("The job is deleted."),
    }),
  },
  { signIn: "/admin" },
);
