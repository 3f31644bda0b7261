import { router, userProcedure } from "../../platform/trpc";
import { liftVeto, propose, setThreshold, support, veto } from "./mutations";
import { proposals } from "./queries";
import {
  liftInput,
  proposalsInput,
  proposeInput,
  supportInput,
  thresholdInput,
  vetoInput,
} from "./schema";

export const proposalsRouter = router({
  ofTeam: userProcedure.input(proposalsInput).query(({ ctx, input }) => proposals(ctx, input)),
  propose: userProcedure.input(proposeInput).mutation(({ ctx, input }) => propose(ctx, input)),
  support: userProcedure.input(supportInput).mutation(({ ctx, input }) => support(ctx, input)),
  veto: userProcedure.input(vetoInput).mutation(({ ctx, input }) => veto(ctx, input)),
  liftVeto: userProcedure.input(liftInput).mutation(({ ctx, input }) => liftVeto(ctx, input)),
  setThreshold: userProcedure
    .input(thresholdInput)
    .mutation(({ ctx, input }) => setThreshold(ctx, input)),
});
