"use server";

import { z } from "zod";
import { answerForm, goOn } from "@/app/forms";
import { forgetOwedStep, keepSession, owedToken, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { assertionInput } from "@/server/auth/passkeys/schema";
import { codeInput } from "@/server/auth/second-step/schema";
import { passSecondStep } from "@/server/auth/sign-ins/entry";

/** Takes the second step with a code of an app, or with a recovery code. */
export async function verifyAction(
  callbackUrl: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return answerForm(form, codeInput, async (answer) => {
    const [{ ctx, client, userAgent }, token] = await Promise.all([visitor(), owedToken()]);
    await keepSession(await passSecondStep(ctx, { token, answer, client, userAgent }));
    await forgetOwedStep();
    return goOn(form, safeCallbackUrl(callbackUrl));
  });
}

/** Takes the second step with what the browser's passkey has answered. */
export async function passkeyVerifyAction(
  callbackUrl: string,
  answer: unknown,
): Promise<FormState> {
  return answerForm(new FormData(), z.object({}), async () => {
    const [{ ctx, client, userAgent }, token] = await Promise.all([visitor(), owedToken()]);
    const passkey = assertionInput.parse(answer);
    const step = { token, answer: { passkey }, client, userAgent };
    await keepSession(await passSecondStep(ctx, step));
    await forgetOwedStep();
    return { goTo: safeCallbackUrl(callbackUrl) };
  });
}
