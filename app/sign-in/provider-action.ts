"use server";

import { formAction, visiting } from "@/app/form-action";
import type { FormState } from "@/components/forms/form-state";
import { providerForm } from "@/server/auth/schema";
import { sendToProvider } from "./send-to-provider";

export async function startProvider(
  callbackUrl: string,
  invitation: string | undefined,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const start = visiting(providerForm, (input) => sendToProvider(input, callbackUrl));
  return formAction(start, { given: { invitation }, answer: (started) => started })(before, form);
}
