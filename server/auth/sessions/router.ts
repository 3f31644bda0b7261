import { router, userProcedure } from "../../platform/trpc";
import { endOtherSessions, endSession } from "./mutations";
import { listSessions } from "./queries";
import { endSessionInput } from "./schema";

export const sessionsRouter = router({
  list: userProcedure.query(({ ctx }) => listSessions(ctx)),
  end: userProcedure.input(endSessionInput).mutation(({ ctx, input }) => endSession(ctx, input)),
  endOthers: userProcedure.mutation(({ ctx }) => endOtherSessions(ctx)),
});
