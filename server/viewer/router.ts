import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { state } from "./queries";
import { rail } from "./rail";
import { railInput, stateInput } from "./schema";

export const viewerRouter = router({
  state: publicProcedure.input(stateInput).query(({ ctx, input }) => state(ctx, input)),
  rail: userProcedure.input(railInput).query(({ ctx, input }) => rail(ctx, input)),
});
