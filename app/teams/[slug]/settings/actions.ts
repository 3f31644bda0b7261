"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";

/** `at` is the page's URL, which redirects once the team's address has changed. */
export async function editTeamAction(
  at: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction((api) => api.teams.edit, {
    signIn: "/teams",
    answer({ slug }) {
      if (slug !== at) redirect(`/teams/${slug}/settings?moved`);
      refresh();
      return { done: "Saved.", values: {} };
    },
  })(before, form);
}

export const transferAction = formAction((api) => api.teams.transfer, {
  signIn: "/teams",
  answer: ({ slug }, { input }) => redirect(`/teams/${slug}/settings?owner=${input.userId}`),
});

export const leaveAction = formAction((api) => api.teams.leave, {
  signIn: "/teams",
  async answer({ name }) {
    await leaveNotice(`You have left ${name}. What you added and wrote for others stays with it.`);
    redirect("/teams?left");
  },
});

export const dissolveAction = formAction((api) => api.teams.dissolve, {
  signIn: "/teams",
  answer: (_, { input }) => redirect(`/teams?dissolved=${input.teamId}`),
});
