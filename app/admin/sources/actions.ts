"use server";

import { redirect } from "next/navigation";
import { act, formActions } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";

/** Shows the sources as they are then, and says what was done. */
async function seen(sentence: string): Promise<never> {
  await leaveNotice(sentence);
  redirect("/admin/sources?done");
}

export const sourceAction = formActions(
  {
    turn: act((api) => api.sources.turn, {
      fields: { on: (text) => text === "on" },
      answer: (_, { input }) =>
        seen(input.on ? "It is asked from now on." : "It is no longer asked. What came stays."),
    }),
    add: act((api) => api.sources.addCategory, {
      answer: ({ category, newest }) =>
        seen(newest ? `${category} is added. Its newest paper: ${newest}` : `${category} is here.`),
    }),
    remove: act((api) => api.sources.removeCategory, {
      answer: (_, { input }) => seen(`${input.category} is removed. Its papers stay.`),
    }),
  },
  { signIn: "/admin/sources" },
);
