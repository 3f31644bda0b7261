import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { state } from "./queries";
import { rail } from "./rail";
import { railInput, stateInput, teamReadInput } from "./schema";
import { teamRead } from "./team-read";

export const viewerRouter = router({
  state: publicProcedure.input(stateInput).query(({ ctx, input }) => state(ctx, input)),
  teamRead: userProcedure.input(teamReadInput).query(({ ctx, input }) => teamRead(ctx, input)),
  rail: userProcedure.input(railInput).query(({ ctx, input }) => rail(ctx, input)),
});
