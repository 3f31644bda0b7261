import { router, userProcedure } from "../trpc";
import { recentSignIns } from "./queries";

export const signInsRouter = router({
  recent: userProcedure.query(({ ctx }) => recentSignIns(ctx)),
});
