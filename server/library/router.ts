import { router, userProcedure } from "../trpc";
import { removeInput, setInput, shelfInput } from "./schema";
import { removePaper, setStatus, shelf } from "./service";

export const libraryRouter = router({
  set: userProcedure.input(setInput).mutation(({ ctx, input }) => setStatus(ctx, input)),
  remove: userProcedure.input(removeInput).mutation(({ ctx, input }) => removePaper(ctx, input)),
  shelf: userProcedure.input(shelfInput).query(({ ctx, input }) => shelf(ctx, input)),
});
