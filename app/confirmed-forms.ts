import "server-only";
import type { FormState } from "@/components/forms/form-state";
import type { reader } from "@/server/api/rsc";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { assertionField } from "@/server/auth/passkeys/schema";
import { signIn as startAuth } from "./auth";

type Caller = Awaited<ReturnType<typeof reader>>["caller"];

/**
 * What a form that changes how one signs in does first: it confirms, where it was sent with a
 * password, a mailed code or a passkey's answer, or starts another way to confirm, which is then its answer.
 */
export async function confirmFirst(sent: {
  form: FormData;
  caller: Caller;
}): Promise<Partial<FormState> | undefined> {
  const { confirmation } = sent.caller;
  const field = (name: string) => {
    const given = sent.form.get(name);
    return typeof given === "string" ? given : "";
  };
  const [password, code, passkey] = [field("passwordNow"), field("codeNow"), field("passkeyNow")];
  if (field("mailCode")) {
    await confirmation.mailCode();
    return { confirm: true, done: "A code is on its way to your address." };
  }
  const provider = field("providerNow");
  if (configuredProviders().some(({ id }) => id === provider)) {
    const redirectTo = "/settings/security";
    return { goTo: await startAuth(provider, { redirectTo, redirect: false }) };
  }
  if (password) await confirmation.confirm({ password });
  else if (code) await confirmation.confirm({ code });
  else if (passkey) await confirmation.confirm({ passkey: assertionField.parse(passkey) });
  return undefined;
}
