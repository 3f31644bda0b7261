import { publicProcedure, router } from "../trpc";
import { dailyInput, monthlyInput, nearestInput, trendingInput, weeklyInput } from "./schema";
import { daily, monthly, nearest, trending, weekly } from "./service";

export const editionsRouter = router({
  daily: publicProcedure.input(dailyInput).query(({ ctx, input }) => daily(ctx, input)),
  weekly: publicProcedure.input(weeklyInput).query(({ ctx, input }) => weekly(ctx, input)),
  monthly: publicProcedure.input(monthlyInput).query(({ ctx, input }) => monthly(ctx, input)),
  trending: publicProcedure.input(trendingInput).query(({ ctx, input }) => trending(ctx, input)),
  nearest: publicProcedure.input(nearestInput).query(({ ctx, input }) => nearest(ctx, input)),
});
