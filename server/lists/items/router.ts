import { router, userProcedure } from "../../platform/trpc";
import {
  addPaper,
  copyPapers,
  movePapers,
  removePaper,
  removePapers,
  restorePaper,
  restorePapers,
  setNote,
} from "./mutations";
import { trashOf } from "./queries";
import { reorderPaper } from "./reorder";
import {
  addInput,
  carryInput,
  itemInput,
  itemsInput,
  noteInput,
  reorderInput,
  trashInput,
} from "./schema";

/** All writes to the items of a list. */
export const itemsRouter = router({
  add: userProcedure.input(addInput).mutation(({ ctx, input }) => addPaper(ctx, input)),
  remove: userProcedure.input(itemInput).mutation(({ ctx, input }) => removePaper(ctx, input)),
  restore: userProcedure.input(itemInput).mutation(({ ctx, input }) => restorePaper(ctx, input)),
  setNote: userProcedure.input(noteInput).mutation(({ ctx, input }) => setNote(ctx, input)),
  reorder: userProcedure.input(reorderInput).mutation(({ ctx, input }) => reorderPaper(ctx, input)),
  removeMany: userProcedure
    .input(itemsInput)
    .mutation(({ ctx, input }) => removePapers(ctx, input)),
  restoreMany: userProcedure
    .input(itemsInput)
    .mutation(({ ctx, input }) => restorePapers(ctx, input)),
  copy: userProcedure.input(carryInput).mutation(({ ctx, input }) => copyPapers(ctx, input)),
  move: userProcedure.input(carryInput).mutation(({ ctx, input }) => movePapers(ctx, input)),
  trash: userProcedure.input(trashInput).query(({ ctx, input }) => trashOf(ctx, input)),
});
