import { publicProcedure, router } from "../platform/trpc";
import { admission, pendingSignUp } from "./queries";
import { admissionInput, tokenInput } from "./schema";

/** Reads for the sign-in pages. Signing in itself sets a cookie: see `app/sign-in/actions.ts`. */
export const authRouter = router({
  admission: publicProcedure.input(admissionInput).query(({ ctx, input }) => admission(ctx, input)),
  pendingSignUp: publicProcedure
    .input(tokenInput)
    .query(({ ctx, input }) => pendingSignUp(ctx, input.token)),
});
