import { publicProcedure, router, userProcedure } from "../../platform/trpc";
import { tokenInput } from "../schema";
import {
  cancelAuthenticator,
  enableAuthenticator,
  renewRecoveryCodes,
  requirePasskey,
  startAuthenticator,
  turnOffSecondStep,
} from "./mutations";
import { owedOptions, secondStepStatus } from "./queries";
import { codeInput } from "./schema";

/** Taking the second step needs a cookie: see `app/sign-in/verify/actions.ts`. */
export const secondStepRouter = router({
  owed: publicProcedure.input(tokenInput).query(({ ctx, input }) => owedOptions(ctx, input)),
  status: userProcedure.query(({ ctx }) => secondStepStatus(ctx)),
  startAuthenticator: userProcedure.mutation(({ ctx }) => startAuthenticator(ctx)),
  cancelAuthenticator: userProcedure.mutation(({ ctx }) => cancelAuthenticator(ctx)),
  enableAuthenticator: userProcedure
    .input(codeInput)
    .mutation(({ ctx, input }) => enableAuthenticator(ctx, input)),
  requirePasskey: userProcedure.mutation(({ ctx }) => requirePasskey(ctx)),
  renewRecoveryCodes: userProcedure.mutation(({ ctx }) => renewRecoveryCodes(ctx)),
  turnOff: userProcedure.mutation(({ ctx }) => turnOffSecondStep(ctx)),
});
