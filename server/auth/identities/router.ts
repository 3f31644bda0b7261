import { router, userProcedure } from "../../platform/trpc";
import { disconnectInput } from "./schema";
import { connections, disconnect } from "./service";

export const identitiesRouter = router({
  list: userProcedure.query(({ ctx }) => connections(ctx)),
  disconnect: userProcedure
    .input(disconnectInput)
    .mutation(({ ctx, input }) => disconnect(ctx, input)),
});
