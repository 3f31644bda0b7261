import { requireConfirmed } from "../auth/sessions/queries";
import { countPreview } from "../platform/rate-limits/writes";
import { adminProcedure, router } from "../platform/trpc";
import { checkRows } from "./check-file";
import { importUploaded } from "./import-uploaded";
import { lastImport } from "./last-import";
import { oneOf } from "./one-at-a-time";
import { nothing, uploadInput } from "./schema";
import { readUploaded } from "./uploaded";

export const ingestRouter = router({
  last: adminProcedure.query(({ ctx }) => lastImport(ctx)),
  confirmed: adminProcedure.input(nothing).query(({ ctx }) => requireConfirmed(ctx)),
  check: adminProcedure
    .input(uploadInput)
    .query(async ({ ctx, input: { file, options, left } }) => {
      await countPreview(ctx.actor.userId);
      return oneOf("check", () => checkRows(ctx, readUploaded(file, left), options));
    }),
  import: adminProcedure
    .input(uploadInput)
    .mutation(({ ctx, input }) => importUploaded(ctx, input)),
});
