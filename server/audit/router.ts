import { adminProcedure, router } from "../platform/trpc";
import { auditEntries } from "./queries";
import { logInput } from "./schema";

export const auditRouter = router({
  log: adminProcedure.input(logInput).query(({ ctx, input }) => auditEntries(ctx, input)),
});
