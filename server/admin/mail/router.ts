import { adminProcedure, router } from "../../platform/trpc";
import { list, read } from "./queries";
import { listInput, messageInput } from "./schema";

export const mailRouter = router({
  list: adminProcedure.input(listInput.default({})).query(({ ctx, input }) => list(ctx, input)),
  read: adminProcedure.input(messageInput).query(({ ctx, input }) => read(ctx, input)),
});
