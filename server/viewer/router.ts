import { publicProcedure, router } from "../platform/trpc";
import { state } from "./queries";
import { stateInput } from "./schema";

export const viewerRouter = router({
  state: publicProcedure.input(stateInput).query(({ ctx, input }) => state(ctx, input)),
});
