"use server";

import { redirect } from "next/navigation";
import { act, formAction, formActions } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";

/** Shows the list without what was decided, and says so there. */
async function decided(sentence: string): Promise<never> {
  await leaveNotice(sentence);
  redirect("/admin/reports?decided");
}

export const decideAction = formActions(
  {
    hide: act((api) => api.moderation.hide, {
      answer: () => decided("The note is hidden. Its author sees why."),
    }),
    warn: act((api) => api.moderation.warn, {
      answer: () => decided("They will read it on their next visit."),
    }),
    dismiss: act((api) => api.moderation.dismiss, {
      ignores: ["reason"],
      answer: () => decided("The report is dismissed."),
    }),
  },
  { signIn: "/admin/reports" },
);

export const restoreAction = formAction((api) => api.moderation.restore, {
  signIn: "/admin/reports",
  answer: () => decided("Everybody can read the note again."),
});
