"use server";

import { refresh } from "next/cache";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { listInput } from "@/server/lists/schema";

export async function restoreCollectionAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return answerForm(form, listInput, async (input) => {
    const { caller } = await signedIn("/teams");
    await caller.lists.restore(input);
    refresh();
  });
}
