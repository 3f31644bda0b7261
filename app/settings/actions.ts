"use server";

import { refresh } from "next/cache";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { hideVotesForm, renameInput } from "@/server/accounts/schema";
import { reader } from "@/server/rsc";

export async function renameAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await reader();
  return answerForm(form, renameInput, async (input) => {
    await caller.accounts.rename(input);
    refresh();
    return { done: "Your name is saved." };
  });
}

export async function hideVotesAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await reader();
  return answerForm(form, hideVotesForm, async (input) => {
    const hidesVotes = input.hidesVotes === "on";
    await caller.accounts.hideVotes({ hidesVotes });
    refresh();
    return {
      done: hidesVotes
        ? "Only your teams see what you voted for."
        : "Your name stands beside your votes.",
    };
  });
}
