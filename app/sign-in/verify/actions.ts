"use server";

import { formAction, goOn, visiting } from "@/app/form-action";
import { answering } from "@/app/form-answer";
import { forgetOwedStep, keepSession, owedToken, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { assertionInput } from "@/server/auth/passkeys/schema";
import { codeInput } from "@/server/auth/second-step/schema";
import { passSecondStep } from "@/server/auth/sign-ins/entry";

/** Takes the second step with an app's code or a recovery code. */
export async function verifyAction(
  callbackUrl: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const pass = visiting(codeInput, async (answer) => {
    const [{ ctx, client, userAgent }, token] = await Promise.all([visitor(), owedToken()]);
    return passSecondStep(ctx, { token, answer, client, userAgent });
  });
  return formAction(pass, {
    async answer(session) {
      await keepSession(session);
      await forgetOwedStep();
      return goOn(form, safeCallbackUrl(callbackUrl));
    },
  })(before, form);
}

/** Takes the second step with the browser's passkey response. */
export async function passkeyVerifyAction(
  callbackUrl: string,
  answer: unknown,
): Promise<FormState> {
  return answering({}, async () => {
    const [{ ctx, client, userAgent }, token] = await Promise.all([visitor(), owedToken()]);
    const passkey = assertionInput.parse(answer);
    const step = { token, answer: { passkey }, client, userAgent };
    await keepSession(await passSecondStep(ctx, step));
    await forgetOwedStep();
    return { goTo: safeCallbackUrl(callbackUrl) };
  });
}
