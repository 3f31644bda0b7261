import { router, userProcedure } from "../../platform/trpc";
import { disconnect } from "./mutations";
import { connections } from "./queries";
import { disconnectInput } from "./schema";

export const identitiesRouter = router({
  list: userProcedure.query(({ ctx }) => connections(ctx)),
  disconnect: userProcedure
    .input(disconnectInput)
    .mutation(({ ctx, input }) => disconnect(ctx, input)),
});
