import { publicProcedure, router } from "../platform/trpc";
import { mineInput } from "./schema";
import { mine } from "./service";

export const viewerRouter = router({
  mine: publicProcedure.input(mineInput).query(({ ctx, input }) => mine(ctx, input)),
});
