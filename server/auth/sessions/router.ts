import { router, userProcedure } from "../../platform/trpc";
import { endSessionInput } from "./schema";
import { endOtherSessions, endSession, listSessions } from "./service";

export const sessionsRouter = router({
  list: userProcedure.query(({ ctx }) => listSessions(ctx)),
  end: userProcedure.input(endSessionInput).mutation(({ ctx, input }) => endSession(ctx, input)),
  endOthers: userProcedure.mutation(({ ctx }) => endOtherSessions(ctx)),
});
