"use server";

import { refresh } from "next/cache";
import { formAction } from "@/app/form-action";

/** Creates a team, and a link by which 25 people can join it. */
export const firstTeamAction = formAction((api) => api.teams.create, {
  signIn: "/welcome",
  async answer({ id }, { caller }) {
    const { link } = await caller.invitations.createForTeam({
      teamId: id,
      email: "",
      mostUses: 25,
    });
    refresh();
    return {
      values: {},
      link,
      done: "Your team is made. Up to 25 people can join by this link within a week; it is shown only now.",
    };
  },
});
