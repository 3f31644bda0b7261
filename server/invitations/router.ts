import { adminProcedure, router } from "../trpc";
import { inviteInput, revokeInput } from "./schema";
import { invite, listInvitations, revokeInvitation } from "./service";

export const invitationsRouter = router({
  list: adminProcedure.query(({ ctx }) => listInvitations(ctx)),
  create: adminProcedure.input(inviteInput).mutation(({ ctx, input }) => invite(ctx, input)),
  revoke: adminProcedure
    .input(revokeInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
});
