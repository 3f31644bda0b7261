import { router, userProcedure } from "../../platform/trpc";
import { targetsOf } from "./reading";
import { duplicateInput, handOverInput, mergeInput, targetsInput } from "./schema";
import { duplicateList, handOver, mergeCollections } from "./service";

export const collectionsRouter = router({
  targets: userProcedure.input(targetsInput).query(({ ctx, input }) => targetsOf(ctx, input)),
  duplicate: userProcedure
    .input(duplicateInput)
    .mutation(({ ctx, input }) => duplicateList(ctx, input)),
  merge: userProcedure.input(mergeInput).mutation(({ ctx, input }) => mergeCollections(ctx, input)),
  handOver: userProcedure.input(handOverInput).mutation(({ ctx, input }) => handOver(ctx, input)),
});
