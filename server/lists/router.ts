import { router, userProcedure } from "../platform/trpc";
import { listIndex, listRows } from "./items/queries";
import { createList, editList, removeList, restoreList } from "./mutations";
import { allLists, readList } from "./queries";
import { createInput, editInput, indexInput, listInput, rowsInput } from "./schema";

export const listsRouter = router({
  all: userProcedure.query(({ ctx }) => allLists(ctx)),
  read: userProcedure.input(listInput).query(({ ctx, input }) => readList(ctx, input)),
  index: userProcedure.input(indexInput).query(({ ctx, input }) => listIndex(ctx, input)),
  rows: userProcedure.input(rowsInput).query(({ ctx, input }) => listRows(ctx, input)),
  create: userProcedure.input(createInput).mutation(({ ctx, input }) => createList(ctx, input)),
  edit: userProcedure.input(editInput).mutation(({ ctx, input }) => editList(ctx, input)),
  remove: userProcedure.input(listInput).mutation(({ ctx, input }) => removeList(ctx, input)),
  restore: userProcedure.input(listInput).mutation(({ ctx, input }) => restoreList(ctx, input)),
});
