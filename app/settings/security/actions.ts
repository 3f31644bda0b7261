"use server";

import { refresh } from "next/cache";
import { confirmFirst } from "@/app/confirmed-forms";
import { act, formAction, formActions, visiting } from "@/app/form-action";
import { answering } from "@/app/form-answer";
import { sendToProvider } from "@/app/sign-in/send-to-provider";
import { keepSession, signedInVisitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { registrationInput } from "@/server/auth/passkeys/schema";
import { changePassword } from "@/server/auth/passwords/mutations";
import { passwordForm, providerForm } from "@/server/auth/schema";
import { browserName } from "@/server/auth/sessions/browser-name";
import { requireConfirmed } from "@/server/auth/sessions/queries";

export const changePasswordAction = formAction(
  visiting(passwordForm, async (input) => {
    const { ctx, userAgent } = await signedInVisitor();
    return changePassword(ctx, { ...input, userAgent });
  }),
  {
    first: confirmFirst,
    async answer(session) {
      await keepSession(session);
      return { done: "Your new password is set, and every other browser is signed out." };
    },
  },
);

export const endSessionAction = formActions({
  end: act((api) => api.sessions.end, {
    answer() {
      refresh();
      return { done: "That browser is signed out." };
    },
  }),
  endOthers: act((api) => api.sessions.endOthers, {
    answer() {
      refresh();
      return { done: "All other browsers are signed out." };
    },
  }),
});

/** Sends the reader to a provider, to return connected. */
export const connectAction = formAction(
  visiting(providerForm, async (input) => {
    const { ctx } = await signedInVisitor();
    await requireConfirmed(ctx);
    return sendToProvider(input, "/settings/security");
  }),
  { first: confirmFirst, answer: (started) => started },
);

export const disconnectAction = formAction((api) => api.identities.disconnect, {
  first: confirmFirst,
  answer() {
    refresh();
    return { done: "It is no longer connected." };
  },
});

/** Starts creating a passkey: the form then asks the browser for it. */
export const addPasskeyAction = formAction((api) => api.passkeys.registrationOptions, {
  first: confirmFirst,
  answer: (registration) => ({ registration }),
});

/** Stores the passkey that the browser has created. */
export async function registerPasskeyAction(answer: unknown): Promise<FormState> {
  return answering({}, async () => {
    const { ctx, userAgent } = await signedInVisitor();
    const response = registrationInput.parse(answer);
    await registerPasskey(ctx, { response, name: browserName(userAgent) });
    refresh();
    return { done: "The passkey was added. You can sign in with it from now on." };
  });
}

export const removePasskeyAction = formAction((api) => api.passkeys.remove, {
  first: confirmFirst,
  answer() {
    refresh();
    return { done: "The passkey was removed. Delete it in your browser or password manager too." };
  },
});

const IS_ON = "Signing in now takes the second step.";

/** All acts of the second step's form. */
export const secondStepAction = formActions(
  {
    start: act((api) => api.secondStep.startAuthenticator, {
      answer() {
        refresh();
        return { done: "Scan the code below with your app. Nothing has changed yet." };
      },
    }),
    cancel: act((api) => api.secondStep.cancelAuthenticator, {
      answer() {
        refresh();
        return { done: "Nothing was changed." };
      },
    }),
    enable: act((api) => api.secondStep.enableAuthenticator, {
      answer(codes) {
        refresh();
        return { codes, done: `Your app is set up. ${IS_ON}` };
      },
    }),
    passkey: act((api) => api.secondStep.requirePasskey, {
      answer(codes) {
        refresh();
        return { codes, done: IS_ON };
      },
    }),
    renew: act((api) => api.secondStep.renewRecoveryCodes, {
      answer(codes) {
        refresh();
        return {
          codes,
          done: "These are your recovery codes now. The old ones no longer work.",
        };
      },
    }),
    off: act((api) => api.secondStep.turnOff, {
      answer() {
        refresh();
        return { done: "Signing in no longer takes a second step." };
      },
    }),
  },
  { first: confirmFirst },
);
