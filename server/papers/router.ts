import { publicProcedure, router } from "../platform/trpc";
import { abstractOf } from "./entries";
import { paperAt } from "./queries";
import { abstractInput, atInput } from "./schema";

export const papersRouter = router({
  at: publicProcedure.input(atInput).query(({ ctx, input }) => paperAt(ctx, input)),
  abstract: publicProcedure.input(abstractInput).query(({ ctx, input }) => abstractOf(ctx, input)),
});
