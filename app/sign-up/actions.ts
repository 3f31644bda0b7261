"use server";

import { answerForm, boundText, goOn } from "@/app/forms";
import { keepSession, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { signUp } from "@/server/auth/mutations";
import { signUpInput } from "@/server/auth/schema";

export async function signUpAction(
  bound: { callbackUrl: string; invitation?: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const callbackUrl = safeCallbackUrl(bound.callbackUrl);
  const invitation = boundText.optional().parse(bound.invitation);
  return answerForm(form, signUpInput, async (input) => {
    const { ctx, client, userAgent } = await visitor();
    const { session } = await signUp(ctx, { ...input, callbackUrl, invitation, client, userAgent });
    if (!session) {
      return { done: `Almost there: open the link that we have sent to ${input.email}.` };
    }
    await keepSession(session);
    return goOn(form, callbackUrl);
  });
}
