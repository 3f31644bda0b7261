"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answerForm } from "@/app/forms";
import { leaveNotice } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { uuid } from "@/server/platform/ids";
import { editInput, memberInput, teamInput } from "@/server/teams/schema";

/** `at` is the address at which the form stands: of a team that is no longer there it leads on. */
export async function editTeamAction(
  at: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return answerForm(form, editInput, async (input) => {
    const { caller } = await signedIn("/teams");
    const { slug } = await caller.teams.edit(input);
    if (slug !== at) redirect(`/teams/${slug}/settings?moved`);
    refresh();
    return { done: "Saved.", values: {} };
  });
}

const ownerInput = memberInput.extend({ userId: uuid("Please choose the new owner.") });

export async function transferAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ownerInput, async (input) => {
    const { caller } = await signedIn("/teams");
    const { slug } = await caller.teams.transfer(input);
    redirect(`/teams/${slug}/settings?owner=${input.userId}`);
  });
}

export async function leaveAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, teamInput, async (input) => {
    const { caller } = await signedIn("/teams");
    const { name } = await caller.teams.leave(input);
    await leaveNotice(`You have left ${name}. What you added and wrote for others stays with it.`);
    redirect("/teams?left");
  });
}

export async function dissolveAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, teamInput, async (input) => {
    const { caller } = await signedIn("/teams");
    await caller.teams.dissolve(input);
    redirect(`/teams?dissolved=${input.teamId}`);
  });
}
