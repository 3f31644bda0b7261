import { adminProcedure, router } from "../../platform/trpc";
import { calendar } from "./queries";

export const sourcesRouter = router({
  calendar: adminProcedure.query(({ ctx }) => calendar(ctx)),
});
