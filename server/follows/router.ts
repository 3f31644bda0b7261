import { router, userProcedure } from "../platform/trpc";
import { followCollection, setTopics } from "./mutations";
import { collectionsFollowed, suggestions, topicsFollowed } from "./queries";
import { collectionInput, topicsInput } from "./schema";

export const followsRouter = router({
  topics: userProcedure.query(({ ctx }) => topicsFollowed(ctx)),
  setTopics: userProcedure.input(topicsInput).mutation(({ ctx, input }) => setTopics(ctx, input)),
  collections: userProcedure.query(({ ctx }) => collectionsFollowed(ctx)),
  followCollection: userProcedure
    .input(collectionInput)
    .mutation(({ ctx, input }) => followCollection(ctx, input)),
  suggestions: userProcedure.query(({ ctx }) => suggestions(ctx)),
});
