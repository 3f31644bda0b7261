import { router, userProcedure } from "../../platform/trpc";
import { confirm, mailConfirmationCode } from "./mutations";
import { confirmationMeans } from "./queries";
import { confirmInput } from "./schema";

export const confirmationRouter = router({
  means: userProcedure.query(({ ctx }) => confirmationMeans(ctx)),
  mailCode: userProcedure.mutation(({ ctx }) => mailConfirmationCode(ctx)),
  confirm: userProcedure.input(confirmInput).mutation(({ ctx, input }) => confirm(ctx, input)),
});
