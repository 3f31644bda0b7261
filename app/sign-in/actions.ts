"use server";

import { signIn as startAuth } from "@/app/auth";
import { act, formActions, goOn, visiting } from "@/app/form-action";
import { answering } from "@/app/form-answer";
import { keepEntry, keepSession, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { signIn } from "@/server/auth/mutations";
import { assertionInput } from "@/server/auth/passkeys/schema";
import { linkInput, signInInput } from "@/server/auth/schema";
import { signInByPasskey } from "@/server/auth/sign-ins/entry";
import { countLetter } from "@/server/platform/email/asked";
import { deliversMail } from "@/server/platform/email/send";

/** Signs in with the password, or, with the other button, writes a sign-in link. */
export async function signInAction(
  callbackUrl: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const next = safeCallbackUrl(callbackUrl);
  const byPassword = visiting(signInInput, async (input) => {
    const { ctx, client, userAgent } = await visitor();
    return signIn(ctx, { ...input, client, userAgent });
  });
  const mailLink = visiting(linkInput, async ({ email }) => {
    const { ctx, client } = await visitor();
    await countLetter(ctx, { email, client });
    await startAuth("email", { email, redirectTo: next, redirect: false });
    return email;
  });
  return formActions({
    password: act(byPassword, {
      answer: async (entry) => goOn(form, await keepEntry(entry, next)),
    }),
    link: act(mailLink, {
      ignores: ["password"],
      answer: (email) => ({
        done: deliversMail()
          ? `If ${email} can sign in here, a link is on its way to it.`
          : `If ${email} can sign in here, a link is kept for the administrators.`,
      }),
    }),
  })(before, form);
}

/** Signs in with the browser's passkey response. Needs scripts, which then go to the next page. */
export async function passkeySignInAction(
  callbackUrl: string,
  answer: unknown,
): Promise<FormState> {
  return answering({}, async () => {
    const { ctx, client, userAgent } = await visitor();
    const response = assertionInput.parse(answer);
    await keepSession(await signInByPasskey(ctx, { response, client, userAgent }));
    return { goTo: safeCallbackUrl(callbackUrl) };
  });
}
