"use server";

import { z } from "zod";
import { signIn as startAuth } from "@/app/auth";
import { answerForm, goOn } from "@/app/forms";
import { keepEntry, keepSession, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { signIn } from "@/server/auth/mutations";
import { assertionInput } from "@/server/auth/passkeys/schema";
import { linkInput, signInInput } from "@/server/auth/schema";
import { signInByPasskey } from "@/server/auth/sign-ins/entry";
import { countLetter } from "@/server/platform/email/asked";

/** Signs in with the password; or, by the other button, mails a link that does. */
export async function signInAction(
  callbackUrl: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const next = safeCallbackUrl(callbackUrl);
  const way = form.get("way");
  form.delete("way");
  if (way === "link") {
    form.delete("password");
    return answerForm(form, linkInput, async ({ email }) => {
      const { ctx, client } = await visitor();
      await countLetter(ctx, { email, client });
      await startAuth("email", { email, redirectTo: next, redirect: false });
      return { done: `If ${email} can sign in here, a link is on its way to it.` };
    });
  }
  return answerForm(form, signInInput, async (input) => {
    const { ctx, client, userAgent } = await visitor();
    const entry = await signIn(ctx, { ...input, client, userAgent });
    return goOn(form, await keepEntry(entry, next));
  });
}

/** Signs in with what the browser's passkey has answered. It needs scripts, and leads on by them. */
export async function passkeySignInAction(
  callbackUrl: string,
  answer: unknown,
): Promise<FormState> {
  return answerForm(new FormData(), z.object({}), async () => {
    const { ctx, client, userAgent } = await visitor();
    const response = assertionInput.parse(answer);
    await keepSession(await signInByPasskey(ctx, { response, client, userAgent }));
    return { goTo: safeCallbackUrl(callbackUrl) };
  });
}
