import { adminProcedure, publicProcedure, router } from "../../platform/trpc";
import { outlook, sourcePages } from "./queries";
import { addCategory, removeCategory, turnSource } from "./settings/mutations";
import { categoryInput, turnInput } from "./settings/schema";

export const sourcesRouter = router({
  all: adminProcedure.query(({ ctx }) => sourcePages(ctx)),
  outlook: publicProcedure.query(({ ctx }) => outlook(ctx)),
  turn: adminProcedure.input(turnInput).mutation(({ ctx, input }) => turnSource(ctx, input)),
  addCategory: adminProcedure
    .input(categoryInput)
    .mutation(({ ctx, input }) => addCategory(ctx, input)),
  removeCategory: adminProcedure
    .input(categoryInput)
    .mutation(({ ctx, input }) => removeCategory(ctx, input)),
});
