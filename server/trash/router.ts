import { router, userProcedure } from "../platform/trpc";
import { removedCollections, removedItems, removedLists, removedPapers } from "./queries";
import { collectionsInput, papersInput } from "./schema";

export const trashRouter = router({
  papers: userProcedure.input(papersInput).query(({ ctx, input }) => removedPapers(ctx, input)),
  lists: userProcedure.query(({ ctx }) => removedLists(ctx)),
  collections: userProcedure
    .input(collectionsInput)
    .query(({ ctx, input }) => removedCollections(ctx, input)),
  items: userProcedure.query(({ ctx }) => removedItems(ctx)),
});
