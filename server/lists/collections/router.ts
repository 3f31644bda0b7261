import { router, userProcedure } from "../../platform/trpc";
import { targetsOf } from "./reading";
import { duplicateInput, mergeInput, targetsInput, transferInput } from "./schema";
import { duplicateList, mergeCollections, transfer } from "./service";

export const collectionsRouter = router({
  targets: userProcedure.input(targetsInput).query(({ ctx, input }) => targetsOf(ctx, input)),
  duplicate: userProcedure
    .input(duplicateInput)
    .mutation(({ ctx, input }) => duplicateList(ctx, input)),
  merge: userProcedure.input(mergeInput).mutation(({ ctx, input }) => mergeCollections(ctx, input)),
  transfer: userProcedure.input(transferInput).mutation(({ ctx, input }) => transfer(ctx, input)),
});
