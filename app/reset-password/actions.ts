"use server";

import { redirect } from "next/navigation";
import { formAction, visiting } from "@/app/form-action";
import { visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { requestReset, resetPassword } from "@/server/auth/passwords/mutations";
import { linkInput, resetForm } from "@/server/auth/schema";
import { deliversMail } from "@/server/platform/email/send";

export const requestResetAction = formAction(
  visiting(linkInput, async ({ email }) => {
    const { ctx, client } = await visitor();
    await requestReset(ctx, { email, client });
    return email;
  }),
  {
    answer: (email) => ({
      done: deliversMail()
        ? `If there is an account with ${email}, a link is on its way to it.`
        : `If there is an account with ${email}, a link is kept for the administrators.`,
    }),
  },
);

export async function resetPasswordAction(
  token: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const reset = visiting(resetForm, async (input) => {
    const { ctx, client } = await visitor();
    return resetPassword(ctx, { ...input, client });
  });
  return formAction(reset, {
    given: { token },
    answer: () => redirect("/sign-in?reset"),
  })(before, form);
}
