import { publicProcedure, router, userProcedure } from "../../platform/trpc";
import { removePasskey } from "./mutations";
import { listPasskeys, registrationOptions, signInOptions } from "./queries";
import { passkeyInput } from "./schema";

/** Creating and using passkeys needs the browser's name or a cookie: see the pages' actions. */
export const passkeysRouter = router({
  list: userProcedure.query(({ ctx }) => listPasskeys(ctx)),
  signInOptions: publicProcedure.query(({ ctx }) => signInOptions(ctx)),
  registrationOptions: userProcedure.mutation(({ ctx }) => registrationOptions(ctx)),
  remove: userProcedure.input(passkeyInput).mutation(({ ctx, input }) => removePasskey(ctx, input)),
});
