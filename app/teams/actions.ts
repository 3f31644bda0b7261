"use server";

import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";

export const createTeamAction = formAction((api) => api.teams.create, {
  signIn: "/teams",
  answer: ({ slug }) => redirect(`/teams/${slug}`),
});

export const restoreTeamAction = formAction((api) => api.teams.restore, {
  signIn: "/teams",
  answer: ({ slug }) => redirect(`/teams/${slug}`),
});
