import { publicProcedure, router } from "../platform/trpc";
import { mine } from "./queries";
import { mineInput } from "./schema";

export const viewerRouter = router({
  mine: publicProcedure.input(mineInput).query(({ ctx, input }) => mine(ctx, input)),
});
