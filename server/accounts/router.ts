import { router, userProcedure } from "../trpc";
import { renameInput } from "./schema";
import { profile, rename } from "./service";

export const accountsRouter = router({
  profile: userProcedure.query(({ ctx }) => profile(ctx)),
  rename: userProcedure.input(renameInput).mutation(({ ctx, input }) => rename(ctx, input)),
});
