"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";

export const pasteAction = formAction((api) => api.submissions.paste, {
  signIn: "/submit",
  answer: ({ id }) => redirect(`/submit/${id}`),
});

export const writeAction = formAction((api) => api.submissions.write, {
  signIn: "/submit",
  answer: ({ id }) => redirect(`/submit/${id}`),
});

export const sendAction = formAction((api) => api.submissions.send, {
  signIn: "/submit",
  answer: (_, { input }) => redirect(`/submit/${input.id}`),
});

export const upvoteAction = formAction((api) => api.votes.set, {
  signIn: "/submit",
  fields: { paperId: Number },
  given: { voted: true },
  answer() {
    refresh();
    return { done: "Upvoted." };
  },
});
