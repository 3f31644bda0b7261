import { adminProcedure, router } from "../../platform/trpc";
import {
  deleteAccountOf,
  endSessions,
  resetLink,
  setBlocked,
  setRole,
  turnOffSecondStep,
} from "./mutations";
import { account, accounts } from "./queries";
import { accountInput, accountsInput, deleteInput, setBlockedInput, setRoleInput } from "./schema";

/** What administrators see of accounts, and do to them. */
export const adminAccountsRouter = router({
  list: adminProcedure.input(accountsInput).query(({ ctx, input }) => accounts(ctx, input)),
  read: adminProcedure.input(accountInput).query(({ ctx, input }) => account(ctx, input)),
  setRole: adminProcedure.input(setRoleInput).mutation(({ ctx, input }) => setRole(ctx, input)),
  setBlocked: adminProcedure
    .input(setBlockedInput)
    .mutation(({ ctx, input }) => setBlocked(ctx, input)),
  endSessions: adminProcedure
    .input(accountInput)
    .mutation(({ ctx, input }) => endSessions(ctx, input)),
  resetLink: adminProcedure.input(accountInput).mutation(({ ctx, input }) => resetLink(ctx, input)),
  turnOffSecondStep: adminProcedure
    .input(accountInput)
    .mutation(({ ctx, input }) => turnOffSecondStep(ctx, input)),
  delete: adminProcedure
    .input(deleteInput)
    .mutation(({ ctx, input }) => deleteAccountOf(ctx, input)),
});
