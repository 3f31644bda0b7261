import { router, userProcedure } from "../trpc";
import { voteInput } from "./schema";
import { setVote } from "./service";

export const votesRouter = router({
  set: userProcedure.input(voteInput).mutation(({ ctx, input }) => setVote(ctx, input)),
});
