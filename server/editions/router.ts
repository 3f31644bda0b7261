import { publicProcedure, router } from "../trpc";
import { dailyInput } from "./schema";
import { daily } from "./service";

export const editionsRouter = router({
  daily: publicProcedure.input(dailyInput).query(({ ctx, input }) => daily(ctx, input)),
});
