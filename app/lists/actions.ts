"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { createInput, editInput, listInput } from "@/server/lists/schema";

export async function createAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, createInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.lists.create(input);
    redirect(`/lists/${input.id}`);
  });
}

export async function editAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, editInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.lists.edit(input);
    revalidatePath(`/lists/${input.listId}`);
    return { done: "Saved.", values: {} };
  });
}

/** Deletes where scripts are off; with scripts `DeleteList` does, and offers undo. */
export async function removeAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, listInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.lists.remove(input);
    redirect("/lists");
  });
}
