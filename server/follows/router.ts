import { router, userProcedure } from "../platform/trpc";
import { setTopics } from "./mutations";
import { suggestions, topicsFollowed } from "./queries";
import { topicsInput } from "./schema";

export const followsRouter = router({
  topics: userProcedure.query(({ ctx }) => topicsFollowed(ctx)),
  setTopics: userProcedure.input(topicsInput).mutation(({ ctx, input }) => setTopics(ctx, input)),
  suggestions: userProcedure.query(({ ctx }) => suggestions(ctx)),
});
