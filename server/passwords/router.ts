import { tokenInput } from "../auth/schema";
import { publicProcedure, router } from "../trpc";
import { isResetOpen } from "./service";

export const passwordsRouter = router({
  isResetOpen: publicProcedure
    .input(tokenInput)
    .query(({ ctx, input }) => isResetOpen(ctx, input.token)),
});
