import { publicProcedure, router, userProcedure } from "../../platform/trpc";
import { removePasskey } from "./mutations";
import { listPasskeys, registrationOptions, signInOptions } from "./queries";
import { passkeyInput } from "./schema";

/** Making and using one needs the browser's name or a cookie: see the actions of the pages. */
export const passkeysRouter = router({
  list: userProcedure.query(({ ctx }) => listPasskeys(ctx)),
  signInOptions: publicProcedure.query(({ ctx }) => signInOptions(ctx)),
  registrationOptions: userProcedure.mutation(({ ctx }) => registrationOptions(ctx)),
  remove: userProcedure.input(passkeyInput).mutation(({ ctx, input }) => removePasskey(ctx, input)),
});
