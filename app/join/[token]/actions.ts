"use server";

import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/components/forms/form-state";

/** The button of an invitation, for a signed-in reader. */
export async function joinAction(
  token: string,
  before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction((api) => api.invitations.accept, {
    signIn: `/join/${encodeURIComponent(token)}`,
    given: { token },
    answer: ({ path }) => redirect(path),
  })(before, form);
}
