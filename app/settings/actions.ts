"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { answerConfirmed } from "@/app/confirmed-forms";
import { answerForm, goOn } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { deleteAccountInput, hideVotesForm, renameInput } from "@/server/accounts/schema";
import { reader } from "@/server/api/rsc";

export async function renameAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, renameInput, async (input) => {
    const { caller } = await reader();
    await caller.accounts.rename(input);
    refresh();
    return { done: "Your name is saved." };
  });
}

export async function hideVotesAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, hideVotesForm, async (input) => {
    const { caller } = await reader();
    const hidesVotes = input.hidesVotes === "on";
    await caller.accounts.hideVotes({ hidesVotes });
    refresh();
    return {
      done: hidesVotes
        ? "Only your teams can see your votes."
        : "Your name is shown with your votes.",
    };
  });
}

const HEIR = "successor.";

/** Deletes the account: `successor.TEAM` names who shall own a team. */
export async function deleteAccountAction(_before: FormState, form: FormData): Promise<FormState> {
  const named = [...form].filter(([key]) => key.startsWith(HEIR));
  const successors = Object.fromEntries(
    named.map(([key, userId]) => [key.slice(HEIR.length), String(userId)]),
  );
  return answerConfirmed(form, z.object({ email: z.string().optional() }), async ({ email }) => {
    const { caller } = await reader();
    await caller.accounts.delete(deleteAccountInput.parse({ email, successors }));
    // the cookie is left to itself: it belongs to no session any more
    return goOn(form, "/");
  });
}
