import { router, userProcedure } from "../platform/trpc";
import { departure } from "./reading";
import { departInput, hideVotesInput, renameInput } from "./schema";
import { hideVotes, profile, rename } from "./service";
import { depart } from "./writing";

export const accountsRouter = router({
  profile: userProcedure.query(({ ctx }) => profile(ctx)),
  rename: userProcedure.input(renameInput).mutation(({ ctx, input }) => rename(ctx, input)),
  hideVotes: userProcedure
    .input(hideVotesInput)
    .mutation(({ ctx, input }) => hideVotes(ctx, input)),
  departure: userProcedure.query(({ ctx }) => departure(ctx)),
  depart: userProcedure.input(departInput).mutation(({ ctx, input }) => depart(ctx, input)),
});
