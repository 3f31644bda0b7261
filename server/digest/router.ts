import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { end, noteOpened, save } from "./mutations";
import { byToken, mine, preview } from "./queries";
import { byTokenInput, openedInput, saveInput } from "./schema";

export const digestRouter = router({
  byToken: publicProcedure.input(byTokenInput).query(({ ctx, input }) => byToken(ctx, input)),
  mine: userProcedure.query(({ ctx }) => mine(ctx)),
  preview: userProcedure.query(({ ctx }) => preview(ctx)),
  save: userProcedure.input(saveInput).mutation(({ ctx, input }) => save(ctx, input)),
  noteOpened: userProcedure.input(openedInput).mutation(({ ctx, input }) => noteOpened(ctx, input)),
  end: userProcedure.mutation(({ ctx }) => end(ctx)),
});
