import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { setVote } from "./mutations";
import { voters } from "./queries";
import { voteInput, votersInput } from "./schema";

export const votesRouter = router({
  set: userProcedure.input(voteInput).mutation(({ ctx, input }) => setVote(ctx, input)),
  voters: publicProcedure.input(votersInput).query(({ ctx, input }) => voters(ctx, input)),
});
