"use server";

import { refresh } from "next/cache";
import { act, formAction, formActions } from "@/app/form-action";
import { madeInvitation, madeInvitations } from "@/app/made-invitation";

export const memberAction = formActions(
  {
    setRole: act((api) => api.teams.setRole, {
      answer() {
        refresh();
        return { done: "The role was changed." };
      },
    }),
    remove: act((api) => api.teams.remove, {
      answer(_, { input }) {
        refresh();
        return { done: "Removed from the team. What they added stays.", undo: input.userId };
      },
    }),
    restore: act((api) => api.teams.restoreMember, {
      answer() {
        refresh();
        return { done: "Back in the team, as before." };
      },
    }),
  },
  { signIn: "/teams" },
);

export const inviteAction = formAction((api) => api.invitations.createForTeam, {
  signIn: "/teams",
  answer(made, sent) {
    refresh();
    return madeInvitation(made, sent);
  },
});

export const inviteEachAction = formAction((api) => api.invitations.createForTeamEach, {
  signIn: "/teams",
  answer(made) {
    refresh();
    return madeInvitations(made);
  },
});

export const changeInvitationAction = formActions(
  {
    revoke: act((api) => api.invitations.revoke, {
      answer() {
        refresh();
        return { done: "The invitation was revoked." };
      },
    }),
    resend: act((api) => api.invitations.resend, {
      answer({ link, mailed }) {
        refresh();
        const sent = mailed ? "The invitation was sent again. " : "";
        return {
          link,
          done: `${sent}The old link no longer works. The new one is shown only now.`,
        };
      },
    }),
  },
  { signIn: "/teams" },
);
