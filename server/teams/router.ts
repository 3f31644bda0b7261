import { router, userProcedure } from "../platform/trpc";
import { leaveTeam, removeMember, restoreMember, setRole, transferTeam } from "./members";
import { createTeam, dissolveTeam, editTeam, restoreTeam } from "./mutations";
import { collectionsOf, guestsOf, membersOf, myTeams, readTeam } from "./queries";
import {
  createInput,
  editInput,
  memberInput,
  readInput,
  setRoleInput,
  teamInput,
  transferInput,
} from "./schema";

export const teamsRouter = router({
  mine: userProcedure.query(({ ctx }) => myTeams(ctx)),
  read: userProcedure.input(readInput).query(({ ctx, input }) => readTeam(ctx, input)),
  members: userProcedure.input(readInput).query(({ ctx, input }) => membersOf(ctx, input)),
  guests: userProcedure.input(readInput).query(({ ctx, input }) => guestsOf(ctx, input)),
  collections: userProcedure.input(readInput).query(({ ctx, input }) => collectionsOf(ctx, input)),
  create: userProcedure.input(createInput).mutation(({ ctx, input }) => createTeam(ctx, input)),
  edit: userProcedure.input(editInput).mutation(({ ctx, input }) => editTeam(ctx, input)),
  dissolve: userProcedure.input(teamInput).mutation(({ ctx, input }) => dissolveTeam(ctx, input)),
  restore: userProcedure.input(teamInput).mutation(({ ctx, input }) => restoreTeam(ctx, input)),
  setRole: userProcedure.input(setRoleInput).mutation(({ ctx, input }) => setRole(ctx, input)),
  remove: userProcedure.input(memberInput).mutation(({ ctx, input }) => removeMember(ctx, input)),
  restoreMember: userProcedure
    .input(memberInput)
    .mutation(({ ctx, input }) => restoreMember(ctx, input)),
  leave: userProcedure.input(teamInput).mutation(({ ctx, input }) => leaveTeam(ctx, input)),
  transfer: userProcedure
    .input(transferInput)
    .mutation(({ ctx, input }) => transferTeam(ctx, input)),
});
