import { publicProcedure, router } from "../../platform/trpc";
import { searchInput } from "./schema";
import { search } from "./service";

export const searchRouter = router({
  papers: publicProcedure.input(searchInput).query(({ ctx, input }) => search(ctx, input)),
});
