import { router, userProcedure } from "../../platform/trpc";
import { duplicateList, mergeCollections, transfer } from "./mutations";
import { targetsOf } from "./queries";
import { duplicateInput, mergeInput, targetsInput, transferInput } from "./schema";

export const collectionsRouter = router({
  targets: userProcedure.input(targetsInput).query(({ ctx, input }) => targetsOf(ctx, input)),
  duplicate: userProcedure
    .input(duplicateInput)
    .mutation(({ ctx, input }) => duplicateList(ctx, input)),
  merge: userProcedure.input(mergeInput).mutation(({ ctx, input }) => mergeCollections(ctx, input)),
  transfer: userProcedure.input(transferInput).mutation(({ ctx, input }) => transfer(ctx, input)),
});
