import { publicProcedure, router, userProcedure } from "../platform/trpc";
import {
  daily,
  monthly,
  nearest,
  teamDaily,
  teamMonthly,
  teamWeekly,
  trending,
  weekly,
} from "./queries";
import {
  dailyInput,
  monthlyInput,
  nearestInput,
  teamDailyInput,
  teamMonthlyInput,
  teamWeeklyInput,
  trendingInput,
  weeklyInput,
} from "./schema";

export const editionsRouter = router({
  daily: publicProcedure.input(dailyInput).query(({ ctx, input }) => daily(ctx, input)),
  weekly: publicProcedure.input(weeklyInput).query(({ ctx, input }) => weekly(ctx, input)),
  monthly: publicProcedure.input(monthlyInput).query(({ ctx, input }) => monthly(ctx, input)),
  teamDaily: userProcedure.input(teamDailyInput).query(({ ctx, input }) => teamDaily(ctx, input)),
  teamWeekly: userProcedure
    .input(teamWeeklyInput)
    .query(({ ctx, input }) => teamWeekly(ctx, input)),
  teamMonthly: userProcedure
    .input(teamMonthlyInput)
    .query(({ ctx, input }) => teamMonthly(ctx, input)),
  trending: publicProcedure.input(trendingInput).query(({ ctx, input }) => trending(ctx, input)),
  nearest: publicProcedure.input(nearestInput).query(({ ctx, input }) => nearest(ctx, input)),
});
