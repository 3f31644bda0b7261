import { router, userProcedure } from "../../platform/trpc";
import { trashOf } from "./reading";
import { carryInput, itemsInput, trashInput } from "./schema";
import { copyPapers, movePapers, putBackPapers, takeOffPapers } from "./service";

export const itemsRouter = router({
  takeOff: userProcedure.input(itemsInput).mutation(({ ctx, input }) => takeOffPapers(ctx, input)),
  putBack: userProcedure.input(itemsInput).mutation(({ ctx, input }) => putBackPapers(ctx, input)),
  copy: userProcedure.input(carryInput).mutation(({ ctx, input }) => copyPapers(ctx, input)),
  move: userProcedure.input(carryInput).mutation(({ ctx, input }) => movePapers(ctx, input)),
  trash: userProcedure.input(trashInput).query(({ ctx, input }) => trashOf(ctx, input)),
});
