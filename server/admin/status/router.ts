import { adminProcedure, router } from "../../platform/trpc";
import { status } from "./queries";

export const adminStatusRouter = router({
  read: adminProcedure.query(({ ctx }) => status(ctx)),
});
