import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { voteInput, votersInput } from "./schema";
import { setVote, voters } from "./service";

export const votesRouter = router({
  set: userProcedure.input(voteInput).mutation(({ ctx, input }) => setVote(ctx, input)),
  voters: publicProcedure.input(votersInput).query(({ ctx, input }) => voters(ctx, input)),
});
