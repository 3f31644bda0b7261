"use server";

import { refresh } from "next/cache";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { renameInput } from "@/server/accounts/schema";
import { reader } from "@/server/rsc";

export async function renameAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await reader();
  return answerForm(form, renameInput, async (input) => {
    await caller.accounts.rename(input);
    refresh();
    return { done: "Your name is saved." };
  });
}
