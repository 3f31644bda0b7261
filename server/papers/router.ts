import { publicProcedure, router } from "../platform/trpc";
import { abstractOf, titleOf } from "./entries";
import { paperAt } from "./queries";
import { atInput, paperInput } from "./schema";

export const papersRouter = router({
  at: publicProcedure.input(atInput).query(({ ctx, input }) => paperAt(ctx, input)),
  abstract: publicProcedure.input(paperInput).query(({ ctx, input }) => abstractOf(ctx, input)),
  title: publicProcedure.input(paperInput).query(({ ctx, input }) => titleOf(ctx, input)),
});
