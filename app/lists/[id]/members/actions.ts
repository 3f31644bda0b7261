"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { memberInput, openToInput, setMemberInput } from "@/server/list-members/schema";
import { signedIn } from "@/server/rsc";
import { linkInput } from "@/server/sharing/schema";

const again = (listId: string) => revalidatePath(`/lists/${listId}/members`);

export async function setMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await signedIn("/lists");
  return answerForm(form, setMemberInput, async (input) => {
    await caller.listMembers.set(input);
    again(input.listId);
    return { done: "Saved." };
  });
}

export async function removeMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller, actor } = await signedIn("/lists");
  return answerForm(form, memberInput, async (input) => {
    await caller.listMembers.remove(input);
    // who has left may see nothing of it any more
    if (actor.kind === "user" && input.userId === actor.userId) redirect("/lists");
    again(input.listId);
    return { done: "Removed." };
  });
}

export async function openToAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await signedIn("/lists");
  return answerForm(form, openToInput, async (input) => {
    await caller.listMembers.setOpenTo(input);
    again(input.listId);
    return { done: "Saved." };
  });
}

/** A box that is not checked is not sent. */
const shareForm = linkInput.extend({
  withNotes: z.literal("yes").optional(),
  replace: z.literal("yes").optional(),
});

export async function shareAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await signedIn("/lists");
  return answerForm(form, shareForm, async ({ listId, withNotes, replace }) => {
    await caller.sharing.share({
      listId,
      withNotes: withNotes === "yes",
      replace: replace === "yes",
    });
    again(listId);
    return { done: replace ? "The old link leads nowhere now." : "The link is ready." };
  });
}

export async function unshareAction(_before: FormState, form: FormData): Promise<FormState> {
  const { caller } = await signedIn("/lists");
  return answerForm(form, linkInput, async (input) => {
    await caller.sharing.unshare(input);
    again(input.listId);
    return { done: "The link leads nowhere now." };
  });
}
