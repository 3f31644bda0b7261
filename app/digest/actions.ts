"use server";

import { redirect } from "next/navigation";
import { formAction, visiting } from "@/app/form-action";
import { visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { confirm, saveByToken, unsubscribe } from "@/server/digest/mutations";
import { byTokenInput, saveByTokenInput } from "@/server/digest/schema";

/** The button of a confirmation. */
export async function confirmAction(
  token: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const confirming = visiting(byTokenInput, async (input) => {
    const { ctx, client } = await visitor();
    return confirm(ctx, { ...input, client });
  });
  return formAction(confirming, {
    given: { token },
    answer: ({ manage }) => redirect(`/digest/${manage}?confirmed`),
  })(before, form);
}

/** The button that ends the mail. */
export async function unsubscribeAction(
  token: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const ending = visiting(byTokenInput, async (input) => {
    const { ctx } = await visitor();
    return unsubscribe(ctx, input);
  });
  return formAction(ending, {
    given: { token },
    answer: () => redirect(`/digest/unsubscribe/${encodeURIComponent(token)}?done`),
  })(before, form);
}

/** What a subscriber changes by the link in the mail. */
export async function settingsAction(
  token: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  const saving = visiting(saveByTokenInput, async (input) => {
    const { ctx, client } = await visitor();
    return saveByToken(ctx, { ...input, client });
  });
  return formAction(saving, {
    given: { token },
    answer: () => redirect(`/digest/${encodeURIComponent(token)}?saved`),
  })(before, form);
}
