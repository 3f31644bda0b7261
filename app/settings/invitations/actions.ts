"use server";

import { refresh } from "next/cache";
import { formAction } from "@/app/form-action";
import { madeInvitation } from "@/app/made-invitation";

export const inviteAction = formAction((api) => api.invitations.create, {
  answer(made, sent) {
    refresh();
    return madeInvitation(made, sent);
  },
});

export const revokeAction = formAction((api) => api.invitations.revoke, {
  answer() {
    refresh();
    return { done: "The invitation was revoked." };
  },
});
