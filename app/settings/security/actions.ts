"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { answerConfirmed } from "@/app/confirmed-forms";
import { answerForm } from "@/app/forms";
import { startProvider } from "@/app/sign-in/provider-action";
import { keepSession, signedInVisitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { reader } from "@/server/api/rsc";
import { disconnectInput } from "@/server/auth/identities/schema";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { passkeyInput, registrationInput } from "@/server/auth/passkeys/schema";
import { changePassword } from "@/server/auth/passwords/mutations";
import { changePasswordInput } from "@/server/auth/schema";
import { secondStepForm } from "@/server/auth/second-step/schema";
import { browserName } from "@/server/auth/sessions/browser-name";
import { requireConfirmed } from "@/server/auth/sessions/queries";

export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, changePasswordInput, async (input) => {
    const { ctx, userAgent } = await signedInVisitor();
    await keepSession(await changePassword(ctx, { ...input, userAgent }));
    return { done: "Your new password is set, and every other browser is signed out." };
  });
}

/** Signs one browser out, or all others. */
export async function endSessionAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, z.strictObject({ id: z.string() }), async ({ id }) => {
    const { caller } = await reader();
    if (id === "others") await caller.sessions.endOthers();
    else await caller.sessions.end({ id });
    refresh();
    return { done: id === "others" ? "All other browsers are signed out." : "It is signed out." };
  });
}

/** Sends the reader to a provider, to come back connected. */
export async function connectAction(before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, z.strictObject({ provider: z.string() }), async () => {
    const { ctx } = await signedInVisitor();
    await requireConfirmed(ctx);
    return startProvider("/settings/security", undefined, before, form);
  });
}

export async function disconnectAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, disconnectInput, async (input) => {
    const { caller } = await reader();
    await caller.identities.disconnect(input);
    refresh();
    return { done: "It is disconnected." };
  });
}

/** Begins making a passkey: the form then asks the browser for it. */
export async function addPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, z.object({}), async () => {
    const { caller } = await reader();
    return { registration: await caller.passkeys.registrationOptions() };
  });
}

/** Keeps the passkey that the browser has made. */
export async function registerPasskeyAction(answer: unknown): Promise<FormState> {
  return answerForm(new FormData(), z.object({}), async () => {
    const { ctx, userAgent } = await signedInVisitor();
    const response = registrationInput.parse(answer);
    await registerPasskey(ctx, { response, name: browserName(userAgent) });
    refresh();
    return { done: "The passkey is added. You can sign in with it from now on." };
  });
}

export async function removePasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, passkeyInput, async (input) => {
    const { caller } = await reader();
    await caller.passkeys.remove(input);
    refresh();
    return { done: "The passkey is removed. Delete it in your browser or password manager too." };
  });
}

const IS_ON = "Signing in now takes the second step.";

/** Everything that the form of the second step does. */
export async function secondStepAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerConfirmed(form, secondStepForm, async (input) => {
    const { caller } = await reader();
    const { secondStep } = caller;
    const answer = await {
      start: async () => {
        await secondStep.startAuthenticator();
        return { done: "Scan the code below with your app. Nothing has changed yet." };
      },
      cancel: async () => {
        await secondStep.cancelAuthenticator();
        return { done: "Nothing was changed." };
      },
      enable: async () => {
        const codes = await secondStep.enableAuthenticator({ code: input.code ?? "" });
        return { codes, done: `Your app is set up. ${IS_ON}` };
      },
      passkey: async () => ({ codes: await secondStep.requirePasskey(), done: IS_ON }),
      renew: async () => ({
        codes: await secondStep.renewRecoveryCodes(),
        done: "These are your recovery codes now. The old ones no longer work.",
      }),
      off: async () => {
        await secondStep.turnOff();
        return { done: "Signing in no longer takes a second step." };
      },
    }[input.act]();
    refresh();
    return answer;
  });
}
