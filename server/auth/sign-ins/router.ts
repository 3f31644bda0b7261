import { router, userProcedure } from "../../platform/trpc";
import { recentSignIns } from "./queries";

export const signInsRouter = router({
  recent: userProcedure.query(({ ctx }) => recentSignIns(ctx)),
});
