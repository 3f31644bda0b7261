import { router, userProcedure } from "../platform/trpc";
import { addToList, removePaper, removeTag, renameTag, setMany, setStatus } from "./mutations";
import { counts, facets, index, rows } from "./queries";
import {
  addToListInput,
  indexInput,
  removeInput,
  removeTagInput,
  renameTagInput,
  rowsInput,
  setInput,
  setManyInput,
} from "./schema";

export const libraryRouter = router({
  index: userProcedure.input(indexInput).query(({ ctx, input }) => index(ctx, input)),
  counts: userProcedure.input(indexInput).query(({ ctx, input }) => counts(ctx, input)),
  rows: userProcedure.input(rowsInput).query(({ ctx, input }) => rows(ctx, input)),
  facets: userProcedure.query(({ ctx }) => facets(ctx)),
  set: userProcedure.input(setInput).mutation(({ ctx, input }) => setStatus(ctx, input)),
  remove: userProcedure.input(removeInput).mutation(({ ctx, input }) => removePaper(ctx, input)),
  setMany: userProcedure.input(setManyInput).mutation(({ ctx, input }) => setMany(ctx, input)),
  addToList: userProcedure
    .input(addToListInput)
    .mutation(({ ctx, input }) => addToList(ctx, input)),
  renameTag: userProcedure
    .input(renameTagInput)
    .mutation(({ ctx, input }) => renameTag(ctx, input)),
  removeTag: userProcedure
    .input(removeTagInput)
    .mutation(({ ctx, input }) => removeTag(ctx, input)),
});
