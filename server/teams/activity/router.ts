import { router, userProcedure } from "../../platform/trpc";
import { latestOfTeam } from "./latest";
import { latestInput, weekInput } from "./schema";
import { weekOfTeam } from "./week";

export const activityRouter = router({
  week: userProcedure.input(weekInput).query(({ ctx, input }) => weekOfTeam(ctx, input)),
  latest: userProcedure.input(latestInput).query(({ ctx, input }) => latestOfTeam(ctx, input)),
});
