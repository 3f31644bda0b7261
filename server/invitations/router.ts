import { adminProcedure, publicProcedure, router, userProcedure } from "../platform/trpc";
import { invite, listInvitations } from "./installation";
import { accept } from "./joining/mutations";
import { openInvitation } from "./joining/queries";
import { inviteEachToTeam, inviteToList, inviteToTeam, resend, revoke } from "./mutations";
import { ofList, ofTeam } from "./queries";
import {
  guestInviteInput,
  invitationInput,
  inviteInput,
  ofListInput,
  ofTeamInput,
  teamInviteInput,
  teamInvitesInput,
  tokenInput,
} from "./schema";

export const invitationsRouter = router({
  /** Invitations to this installation. */
  list: adminProcedure.query(({ ctx }) => listInvitations(ctx)),
  create: adminProcedure.input(inviteInput).mutation(({ ctx, input }) => invite(ctx, input)),
  ofTeam: userProcedure.input(ofTeamInput).query(({ ctx, input }) => ofTeam(ctx, input)),
  ofList: userProcedure.input(ofListInput).query(({ ctx, input }) => ofList(ctx, input)),
  createForTeam: userProcedure
    .input(teamInviteInput)
    .mutation(({ ctx, input }) => inviteToTeam(ctx, input)),
  createForTeamEach: userProcedure
    .input(teamInvitesInput)
    .mutation(({ ctx, input }) => inviteEachToTeam(ctx, input)),
  createForList: userProcedure
    .input(guestInviteInput)
    .mutation(({ ctx, input }) => inviteToList(ctx, input)),
  revoke: userProcedure.input(invitationInput).mutation(({ ctx, input }) => revoke(ctx, input)),
  resend: userProcedure.input(invitationInput).mutation(({ ctx, input }) => resend(ctx, input)),
  open: publicProcedure.input(tokenInput).query(({ ctx, input }) => openInvitation(ctx, input)),
  accept: userProcedure.input(tokenInput).mutation(({ ctx, input }) => accept(ctx, input)),
});
