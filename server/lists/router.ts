import { router, userProcedure } from "../platform/trpc";
import { listIndex, listRows } from "./items/reading";
import { setNote } from "./items/service";
import { movePaper } from "./items/writing";
import { allLists, readList } from "./reading";
import {
  addInput,
  createInput,
  editInput,
  indexInput,
  itemInput,
  listInput,
  moveInput,
  noteInput,
  rowsInput,
} from "./schema";
import { createList, editList, removeList, restoreList } from "./service";
import { addPaper, putBackPaper, takeOffPaper } from "./writing";

export const listsRouter = router({
  all: userProcedure.query(({ ctx }) => allLists(ctx)),
  read: userProcedure.input(listInput).query(({ ctx, input }) => readList(ctx, input)),
  index: userProcedure.input(indexInput).query(({ ctx, input }) => listIndex(ctx, input)),
  rows: userProcedure.input(rowsInput).query(({ ctx, input }) => listRows(ctx, input)),
  create: userProcedure.input(createInput).mutation(({ ctx, input }) => createList(ctx, input)),
  edit: userProcedure.input(editInput).mutation(({ ctx, input }) => editList(ctx, input)),
  remove: userProcedure.input(listInput).mutation(({ ctx, input }) => removeList(ctx, input)),
  restore: userProcedure.input(listInput).mutation(({ ctx, input }) => restoreList(ctx, input)),
  add: userProcedure.input(addInput).mutation(({ ctx, input }) => addPaper(ctx, input)),
  takeOff: userProcedure.input(itemInput).mutation(({ ctx, input }) => takeOffPaper(ctx, input)),
  putBack: userProcedure.input(itemInput).mutation(({ ctx, input }) => putBackPaper(ctx, input)),
  setNote: userProcedure.input(noteInput).mutation(({ ctx, input }) => setNote(ctx, input)),
  move: userProcedure.input(moveInput).mutation(({ ctx, input }) => movePaper(ctx, input)),
});
