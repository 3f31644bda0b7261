"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { createInput, teamInput } from "@/server/teams/schema";

export async function createTeamAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, createInput, async ({ slug, ...input }) => {
    const { caller } = await signedIn("/teams");
    const made = await caller.teams.create({ ...input, slug: slug ?? "" });
    redirect(`/teams/${made.slug}`);
  });
}

export async function restoreTeamAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, teamInput, async (input) => {
    const { caller } = await signedIn("/teams");
    const { slug } = await caller.teams.restore(input);
    redirect(`/teams/${slug}`);
  });
}
