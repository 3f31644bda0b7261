import { adminProcedure, router } from "../platform/trpc";
import { discard, runNow, tryAgain } from "./mutations";
import { overview } from "./queries";
import { failedJobInput, runNowInput } from "./schema";

export const adminJobsRouter = router({
  overview: adminProcedure.query(({ ctx }) => overview(ctx)),
  runNow: adminProcedure.input(runNowInput).mutation(({ ctx, input }) => runNow(ctx, input)),
  tryAgain: adminProcedure.input(failedJobInput).mutation(({ ctx, input }) => tryAgain(ctx, input)),
  discard: adminProcedure.input(failedJobInput).mutation(({ ctx, input }) => discard(ctx, input)),
});
