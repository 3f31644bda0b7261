import { adminProcedure, router } from "../../platform/trpc";
import { list, read } from "./queries";
import { messageInput } from "./schema";

export const mailRouter = router({
  list: adminProcedure.query(({ ctx }) => list(ctx)),
  read: adminProcedure.input(messageInput).query(({ ctx, input }) => read(ctx, input)),
});
