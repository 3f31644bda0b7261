"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { duplicateInput, mergeInput, transferInput } from "@/server/lists/collections/schema";
import { uuid } from "@/server/platform/ids";

/** Without a team it becomes a reading list; a box that is not checked is not sent. */
const duplicateForm = duplicateInput.extend({
  teamId: z.union([z.literal("").transform(() => undefined), uuid()]).optional(),
  withNotes: z
    .literal("yes")
    .optional()
    .transform((checked) => checked === "yes"),
});

export async function duplicateAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, duplicateForm, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.collections.duplicate(input);
    redirect(`/lists/${input.id}`);
  });
}

export async function mergeAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, mergeInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.collections.merge(input);
    redirect(`/lists/${input.into}`);
  });
}

export async function transferAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, transferInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.collections.transfer(input);
    redirect(`/lists/${input.listId}`);
  });
}
