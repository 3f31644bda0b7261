"use server";

import { redirect } from "next/navigation";
import { answerForm, boundText } from "@/app/forms";
import { visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { requestReset, resetPassword } from "@/server/auth/passwords/mutations";
import { linkInput, resetInput } from "@/server/auth/schema";

export async function requestResetAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, linkInput, async ({ email }) => {
    const { ctx, client } = await visitor();
    await requestReset(ctx, { email, client });
    return { done: `If there is an account with ${email}, a link is on its way to it.` };
  });
}

export async function resetPasswordAction(
  bound: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const token = boundText.parse(bound);
  return answerForm(form, resetInput, async ({ password }) => {
    const { ctx, client } = await visitor();
    await resetPassword(ctx, { token, password, client });
    redirect("/sign-in?reset");
  });
}
