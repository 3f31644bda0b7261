import { router, userProcedure } from "../trpc";
import { removedItems, removedLists, removedPapers } from "./reading";
import { papersInput } from "./schema";

export const trashRouter = router({
  papers: userProcedure.input(papersInput).query(({ ctx, input }) => removedPapers(ctx, input)),
  lists: userProcedure.query(({ ctx }) => removedLists(ctx)),
  items: userProcedure.query(({ ctx }) => removedItems(ctx)),
});
