import "server-only";
import type { z } from "zod";
import type { FormState } from "@/components/forms/form-state";
import { reader } from "@/server/api/rsc";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { signIn as startAuth } from "./auth";
import { answerForm } from "./forms";

/**
 * Runs a form's action as `answerForm` does, for what changes how one signs in: confirms first, where
 * the form was sent with a password or a mailed code. Until then the answer asks the form to ask.
 */
export async function answerConfirmed<S extends z.ZodType>(
  form: FormData,
  schema: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that says nothing returns nothing
  run: (input: z.output<S>) => Promise<Partial<FormState> | void>,
): Promise<FormState> {
  const names = ["passwordNow", "codeNow", "mailCode", "providerNow"];
  const [password, code, mails, provider] = names.map((name) => {
    const given = form.get(name);
    form.delete(name);
    return typeof given === "string" ? given : "";
  });
  return answerForm(form, schema, async (input) => {
    const { caller } = await reader();
    if (mails) {
      await caller.confirmation.mailCode();
      return { confirm: true, done: "A code is on its way to your address." };
    }
    if (configuredProviders().some(({ id }) => id === provider)) {
      const redirectTo = "/settings/security";
      return { goTo: await startAuth(provider, { redirectTo, redirect: false }) };
    }
    if (password) await caller.confirmation.confirm({ password });
    else if (code) await caller.confirmation.confirm({ code });
    return run(input);
  });
}
