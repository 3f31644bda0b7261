import { publicProcedure, router } from "../trpc";
import { atInput } from "./schema";
import { paperAt } from "./service";

export const papersRouter = router({
  at: publicProcedure.input(atInput).query(({ ctx, input }) => paperAt(ctx, input)),
});
