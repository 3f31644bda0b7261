import { adminProcedure, publicProcedure, router, userProcedure } from "../platform/trpc";
import { dismiss, dismissWarning, hide, report, restore, warn } from "./mutations";
import {
  hiddenNotes,
  moderationEntries,
  openReports,
  reportable,
  waitingReports,
  warningsOf,
} from "./queries";
import {
  dismissInput,
  hideInput,
  logInput,
  reportableInput,
  reportInput,
  reportsInput,
  restoreInput,
  warnInput,
  warningInput,
} from "./schema";

export const moderationRouter = router({
  reportable: userProcedure
    .input(reportableInput)
    .query(({ ctx, input }) => reportable(ctx, input)),
  report: userProcedure.input(reportInput).mutation(({ ctx, input }) => report(ctx, input)),
  warnings: userProcedure.query(({ ctx }) => warningsOf(ctx)),
  dismissWarning: userProcedure
    .input(warningInput)
    .mutation(({ ctx, input }) => dismissWarning(ctx, input)),
  reports: adminProcedure.input(reportsInput).query(({ ctx, input }) => openReports(ctx, input)),
  waiting: adminProcedure.query(({ ctx }) => waitingReports(ctx)),
  hidden: adminProcedure.query(({ ctx }) => hiddenNotes(ctx)),
  hide: adminProcedure.input(hideInput).mutation(({ ctx, input }) => hide(ctx, input)),
  restore: adminProcedure.input(restoreInput).mutation(({ ctx, input }) => restore(ctx, input)),
  dismiss: adminProcedure.input(dismissInput).mutation(({ ctx, input }) => dismiss(ctx, input)),
  warn: adminProcedure.input(warnInput).mutation(({ ctx, input }) => warn(ctx, input)),
  log: publicProcedure.input(logInput).query(({ ctx, input }) => moderationEntries(ctx, input)),
});
