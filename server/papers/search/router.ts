import { publicProcedure, router } from "../../platform/trpc";
import { search } from "./queries";
import { searchInput } from "./schema";

export const searchRouter = router({
  papers: publicProcedure.input(searchInput).query(({ ctx, input }) => search(ctx, input)),
});
