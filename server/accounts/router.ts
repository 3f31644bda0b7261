import { router, userProcedure } from "../platform/trpc";
import { deleteAccount, hideVotes, rename } from "./mutations";
import { deletionPreview, profile } from "./queries";
import { deleteAccountInput, hideVotesInput, renameInput } from "./schema";

export const accountsRouter = router({
  profile: userProcedure.query(({ ctx }) => profile(ctx)),
  rename: userProcedure.input(renameInput).mutation(({ ctx, input }) => rename(ctx, input)),
  hideVotes: userProcedure
    .input(hideVotesInput)
    .mutation(({ ctx, input }) => hideVotes(ctx, input)),
  deletionPreview: userProcedure.query(({ ctx }) => deletionPreview(ctx)),
  delete: userProcedure
    .input(deleteAccountInput)
    .mutation(({ ctx, input }) => deleteAccount(ctx, input)),
});
