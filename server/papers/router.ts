import { publicProcedure, router } from "../platform/trpc";
import { abstractOf } from "./reading";
import { abstractInput, atInput } from "./schema";
import { paperAt } from "./service";

export const papersRouter = router({
  at: publicProcedure.input(atInput).query(({ ctx, input }) => paperAt(ctx, input)),
  abstract: publicProcedure.input(abstractInput).query(({ ctx, input }) => abstractOf(ctx, input)),
});
