"use server";

import { refresh } from "next/cache";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { reader } from "@/server/api/rsc";
import { invitationInput, inviteInput } from "@/server/invitations/schema";

export async function inviteAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, inviteInput, async (input) => {
    const { caller } = await reader();
    const { link, mailed } = await caller.invitations.create({ email: input.email ?? "" });
    refresh();
    return {
      values: {},
      link,
      done: mailed
        ? `The invitation is on its way to ${input.email}. You can also pass on the link yourself; it is shown only now.`
        : "Pass on this link; it is shown only now.",
    };
  });
}

export async function revokeAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, invitationInput, async (input) => {
    const { caller } = await reader();
    await caller.invitations.revoke(input);
    refresh();
    return { done: "The invitation is revoked." };
  });
}
