"use server";

import { redirect } from "next/navigation";
import { checked, formAction, optional } from "@/app/form-action";

/** Without a team, the copy is a reading list. */
export const duplicateAction = formAction((api) => api.collections.duplicate, {
  signIn: "/lists",
  fields: { teamId: optional, withNotes: checked },
  answer: (_, { input }) => redirect(`/lists/${input.id}`),
});

export const mergeAction = formAction((api) => api.collections.merge, {
  signIn: "/lists",
  answer: (_, { input }) => redirect(`/lists/${input.into}`),
});

export const transferAction = formAction((api) => api.collections.transfer, {
  signIn: "/lists",
  answer: (_, { input }) => redirect(`/lists/${input.listId}`),
});
