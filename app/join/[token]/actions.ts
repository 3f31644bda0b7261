"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm, boundText } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";

/** The button of an invitation, by a reader who is signed in. */
export async function joinAction(
  bound: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const token = boundText.parse(bound);
  return answerForm(form, z.object({}), async () => {
    const { caller } = await signedIn(`/join/${encodeURIComponent(token)}`);
    const { path } = await caller.invitations.accept({ token });
    redirect(path);
  });
}
