"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import { leaveNotice } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { guestInviteInput } from "@/server/invitations/schema";
import { memberInput, openToInput, setMemberInput } from "@/server/lists/members/schema";
import { linkInput } from "@/server/lists/sharing/schema";

const again = (listId: string) => revalidatePath(`/lists/${listId}/members`);

export async function setMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, setMemberInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.listMembers.set(input);
    again(input.listId);
    return { done: "Saved." };
  });
}

/** `change` is a deed and the id of who is named. */
const removalForm = z.strictObject({
  listId: memberInput.shape.listId,
  change: z.string().regex(/^(remove|restore) [0-9a-f-]{36}$/, "Please choose what to change."),
});

export async function removeMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, removalForm, async ({ listId, change }) => {
    const { caller, actor } = await signedIn("/lists");
    const [deed, userId = ""] = change.split(" ");
    if (deed === "restore") {
      await caller.listMembers.restore({ listId, userId });
      again(listId);
      return { done: "Restored, with the same role." };
    }
    const { left } = await caller.listMembers.remove({ listId, userId });
    if (left !== null) {
      await leaveNotice(
        `You have left “${left}”. What you added and wrote for others stays with it.`,
      );
      redirect("/lists?left");
    }
    again(listId);
    if (actor.kind === "user" && userId === actor.userId) {
      return { done: "You gave up your role. You keep the one that the team gives you." };
    }
    return { done: "Removed. What they added stays.", undo: userId };
  });
}

export async function openToAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, openToInput, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.listMembers.setOpenTo(input);
    again(input.listId);
    return { done: "Saved." };
  });
}

/** A box that is not checked is not sent; Enter in the form sends no button. */
const linkForm = linkInput.extend({
  withNotes: z.literal("yes").optional(),
  deed: z.enum(["make", "replace", "revoke"]).default("make"),
});

const DONE = {
  make: "The link is ready.",
  replace: "Here is the new link. The old one no longer works.",
  revoke: "The link no longer works.",
};

export async function linkAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, linkForm, async ({ listId, withNotes, deed }) => {
    const { caller } = await signedIn("/lists");
    const replace = deed === "replace";
    if (deed === "revoke") await caller.sharing.unshare({ listId });
    else await caller.sharing.share({ listId, withNotes: withNotes === "yes", replace });
    again(listId);
    return { done: DONE[deed] };
  });
}

export async function inviteGuestAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, guestInviteInput, async (input) => {
    const { caller } = await signedIn("/lists");
    const { link, mailed } = await caller.invitations.createForList({
      ...input,
      email: input.email ?? "",
    });
    again(input.listId);
    const shownOnce = "it is shown only now.";
    return {
      values: {},
      link,
      done: mailed
        ? `The invitation is on its way to ${input.email}. You can also pass on the link yourself; ${shownOnce}`
        : `Pass on this link; ${shownOnce}`,
    };
  });
}
