import { publicProcedure, router } from "../platform/trpc";
import { admission } from "./reading";
import { admissionInput, tokenInput } from "./schema";
import { pendingSignUp } from "./service";

/** What the sign-in pages read. Signing in itself needs a cookie set: `app/sign-in/actions.ts`. */
export const authRouter = router({
  admission: publicProcedure.input(admissionInput).query(({ ctx, input }) => admission(ctx, input)),
  pendingSignUp: publicProcedure
    .input(tokenInput)
    .query(({ ctx, input }) => pendingSignUp(ctx, input.token)),
});
