import { publicProcedure, router, userProcedure } from "../platform/trpc";
import { audiences } from "./audiences/queries";
import { create, edit, reattach, remove, reply, restore, setHidden } from "./mutations";
import { mine } from "./my-notes/queries";
import { preview } from "./preview";
import { onPaper, replies, thread } from "./queries";
import {
  audiencesInput,
  createInput,
  editInput,
  hiddenInput,
  mineInput,
  noteInput,
  onPaperInput,
  previewInput,
  reattachInput,
  repliesInput,
  replyInput,
} from "./schema";

export const annotationsRouter = router({
  onPaper: publicProcedure.input(onPaperInput).query(({ ctx, input }) => onPaper(ctx, input)),
  replies: publicProcedure.input(repliesInput).query(({ ctx, input }) => replies(ctx, input)),
  thread: publicProcedure.input(noteInput).query(({ ctx, input }) => thread(ctx, input)),
  mine: userProcedure.input(mineInput).query(({ ctx, input }) => mine(ctx, input)),
  audiences: userProcedure.input(audiencesInput).query(({ ctx, input }) => audiences(ctx, input)),
  preview: userProcedure.input(previewInput).query(({ ctx, input }) => preview(ctx, input)),
  create: userProcedure.input(createInput).mutation(({ ctx, input }) => create(ctx, input)),
  reply: userProcedure.input(replyInput).mutation(({ ctx, input }) => reply(ctx, input)),
  edit: userProcedure.input(editInput).mutation(({ ctx, input }) => edit(ctx, input)),
  reattach: userProcedure.input(reattachInput).mutation(({ ctx, input }) => reattach(ctx, input)),
  remove: userProcedure.input(noteInput).mutation(({ ctx, input }) => remove(ctx, input)),
  restore: userProcedure.input(noteInput).mutation(({ ctx, input }) => restore(ctx, input)),
  setHidden: userProcedure.input(hiddenInput).mutation(({ ctx, input }) => setHidden(ctx, input)),
});
