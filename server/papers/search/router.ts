import { publicProcedure, router } from "../../platform/trpc";
import { search, titles } from "./queries";
import { searchInput, titlesInput } from "./schema";

export const searchRouter = router({
  papers: publicProcedure.input(searchInput).query(({ ctx, input }) => search(ctx, input)),
  titles: publicProcedure.input(titlesInput).query(({ ctx, input }) => titles(ctx, input)),
});
