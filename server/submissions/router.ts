import { router, userProcedure } from "../platform/trpc";
import { paste, send, write } from "./mutations";
import { preview, submitting } from "./queries";
import { draftInput, pasteInput, writtenInput } from "./schema";

export const submissionsRouter = router({
  about: userProcedure.query(({ ctx }) => submitting(ctx)),
  preview: userProcedure.input(draftInput).query(({ ctx, input }) => preview(ctx, input)),
  paste: userProcedure.input(pasteInput).mutation(({ ctx, input }) => paste(ctx, input)),
  write: userProcedure.input(writtenInput).mutation(({ ctx, input }) => write(ctx, input)),
  send: userProcedure.input(draftInput).mutation(({ ctx, input }) => send(ctx, input)),
});
