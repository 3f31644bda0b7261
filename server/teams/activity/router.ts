import { router, userProcedure } from "../../platform/trpc";
import { latestOfTeam } from "./reading";
import { latestInput, weekInput } from "./schema";
import { weekOfTeam } from "./service";

export const activityRouter = router({
  week: userProcedure.input(weekInput).query(({ ctx, input }) => weekOfTeam(ctx, input)),
  latest: userProcedure.input(latestInput).query(({ ctx, input }) => latestOfTeam(ctx, input)),
});
