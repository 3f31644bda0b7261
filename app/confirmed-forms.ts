import "server-only";
import type { FormState } from "@/components/forms/form-state";
import type { reader } from "@/server/api/rsc";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { signIn as startAuth } from "./auth";

type Caller = Awaited<ReturnType<typeof reader>>["caller"];

/**
 * What a form that changes how one signs in does first: it confirms, where it was sent with a
 * password or a mailed code, or starts another way to confirm, which is then its answer.
 */
export async function confirmFirst(sent: {
  form: FormData;
  caller: Caller;
}): Promise<Partial<FormState> | undefined> {
  const { confirmation } = sent.caller;
  const [password, code, mails, provider] = ["passwordNow", "codeNow", "mailCode", "providerNow"]
    .map((name) => sent.form.get(name))
    .map((given) => (typeof given === "string" ? given : ""));
  if (mails) {
    await confirmation.mailCode();
    return { confirm: true, done: "A code is on its way to your address." };
  }
  if (configuredProviders().some(({ id }) => id === provider)) {
    const redirectTo = "/settings/security";
    return { goTo: await startAuth(provider, { redirectTo, redirect: false }) };
  }
  if (password) await confirmation.confirm({ password });
  else if (code) await confirmation.confirm({ code });
  return undefined;
}
