import { publicProcedure, router } from "../../platform/trpc";
import { tokenInput } from "../schema";
import { isResetOpen } from "./queries";

export const passwordsRouter = router({
  isResetOpen: publicProcedure
    .input(tokenInput)
    .query(({ ctx, input }) => isResetOpen(ctx, input.token)),
});
