import { router, userProcedure } from "../../platform/trpc";
import { removeMember, setMember, setOpenTo } from "./mutations";
import { membersOf } from "./queries";
import { restoreMember } from "./removals";
import { memberInput, membersInput, openToInput, setMemberInput } from "./schema";

export const listMembersRouter = router({
  list: userProcedure.input(membersInput).query(({ ctx, input }) => membersOf(ctx, input)),
  set: userProcedure.input(setMemberInput).mutation(({ ctx, input }) => setMember(ctx, input)),
  remove: userProcedure.input(memberInput).mutation(({ ctx, input }) => removeMember(ctx, input)),
  restore: userProcedure.input(memberInput).mutation(({ ctx, input }) => restoreMember(ctx, input)),
  setOpenTo: userProcedure.input(openToInput).mutation(({ ctx, input }) => setOpenTo(ctx, input)),
});
