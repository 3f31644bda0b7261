"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { teamInviteInput } from "@/server/invitations/schema";

const split = (change: string) => change.split(" ", 2) as [deed: string, id: string];

/** `change` is a deed and the id of a member: a role to give, `remove` or `restore`. */
const memberChange = z.strictObject({
  teamId: z.string(),
  change: z
    .string()
    .regex(/^(member|admin|owner|remove|restore) [0-9a-f-]{36}$/, "Please choose what to change."),
});

export async function memberAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, memberChange, async ({ teamId, change }) => {
    const { caller } = await signedIn("/teams");
    const [deed, userId] = split(change);
    const whom = { teamId, userId };
    if (deed === "remove") {
      await caller.teams.remove(whom);
      refresh();
      return { done: "Removed from the team. What they added stays.", undo: userId };
    }
    if (deed === "restore") {
      await caller.teams.restoreMember(whom);
      refresh();
      return { done: "Back in the team, as before." };
    }
    const role = deed as "member" | "admin" | "owner";
    await caller.teams.setRole({ ...whom, role });
    refresh();
    return { done: "The role is changed." };
  });
}

const shownOnce = "it is shown only now.";

export async function inviteAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, teamInviteInput, async (input) => {
    const { caller } = await signedIn("/teams");
    const { link, mailed } = await caller.invitations.createForTeam({
      ...input,
      email: input.email ?? "",
    });
    refresh();
    return {
      values: {},
      link,
      done: mailed
        ? `The invitation is on its way to ${input.email}. You can also pass on the link yourself; ${shownOnce}`
        : `Pass on this link; ${shownOnce}`,
    };
  });
}

const invitationChange = z.strictObject({
  change: z.string().regex(/^(resend|revoke) [0-9a-f-]{36}$/, "Please choose what to change."),
});

/** Takes an invitation back, or gives it a new link. */
export async function changeInvitationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return answerForm(form, invitationChange, async ({ change }) => {
    const { caller } = await signedIn("/teams");
    const [deed, id] = split(change);
    if (deed === "revoke") {
      await caller.invitations.revoke({ id });
      refresh();
      return { done: "The invitation is revoked." };
    }
    const { link, mailed } = await caller.invitations.resend({ id });
    refresh();
    const sent = mailed ? "The invitation was sent again. " : "";
    return {
      link,
      done: `${sent}The link before does not work any more. Of the new one, ${shownOnce}`,
    };
  });
}
