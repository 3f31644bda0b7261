"use server";

import { formAction, goOn, visiting } from "@/app/form-action";
import { keepSession, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { signUp } from "@/server/auth/mutations";
import { signUpForm } from "@/server/auth/schema";

export async function signUpAction(
  page: { callbackUrl: string; invitation?: string },
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const callbackUrl = safeCallbackUrl(page.callbackUrl);
  const create = visiting(signUpForm, async (input) => {
    const { ctx, client, userAgent } = await visitor();
    return signUp(ctx, { ...input, callbackUrl, client, userAgent });
  });
  return formAction(create, {
    given: { invitation: page.invitation },
    async answer({ session }, { input }) {
      if (!session) {
        return { done: `Almost there: open the link that we have sent to ${input.email.trim()}.` };
      }
      await keepSession(session);
      return goOn(form, callbackUrl);
    },
  })(before, form);
}
