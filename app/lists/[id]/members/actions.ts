"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { act, checked, formAction, formActions } from "@/app/form-action";
import { madeInvitation } from "@/app/made-invitation";
import { leaveNotice } from "@/app/visitor";

const signIn = "/lists";

/** Renders the page again with a message about what was done. */
function told({ input }: { input: { listId: string } }, done: string) {
  revalidatePath(`/lists/${input.listId}/members`);
  return { done, values: {} };
}

export const setMemberAction = formAction((api) => api.listMembers.set, {
  signIn,
  answer: (_, sent) => told(sent, "Saved."),
});

export const removeMemberAction = formActions(
  {
    remove: act((api) => api.listMembers.remove, {
      async answer({ left }, { input, actor }) {
        if (left !== null) {
          await leaveNotice(
            `You have left “${left}”. What you added and wrote for others stays with it.`,
          );
          redirect("/lists?left");
        }
        revalidatePath(`/lists/${input.listId}/members`);
        if (actor.kind === "user" && input.userId === actor.userId) {
          return { done: "You gave up your role. You keep the one that the team gives you." };
        }
        return { done: "Removed. What they added stays.", undo: input.userId };
      },
    }),
    restore: act((api) => api.listMembers.restore, {
      answer: (_, sent) => told(sent, "Restored, with the same role."),
    }),
  },
  { signIn },
);

export const openToAction = formAction((api) => api.listMembers.setOpenTo, {
  signIn,
  onlyChanged: true,
  answer: (_, sent) => told(sent, "Saved."),
});

export const linkAction = formActions(
  {
    make: act((api) => api.sharing.share, {
      fields: { withNotes: checked },
      answer: (_, sent) => told(sent, "The link is ready."),
    }),
    replace: act((api) => api.sharing.share, {
      fields: { withNotes: checked },
      given: { replace: true },
      answer: (_, sent) => told(sent, "Here is the new link. The old one no longer works."),
    }),
    revoke: act((api) => api.sharing.unshare, {
      ignores: ["withNotes"],
      answer: (_, sent) => told(sent, "The link no longer works."),
    }),
  },
  { signIn },
);

export const inviteGuestAction = formAction((api) => api.invitations.createForList, {
  signIn,
  answer(made, sent) {
    revalidatePath(`/lists/${sent.input.listId}/members`);
    return madeInvitation(made, sent);
  },
});
