import { curatorProcedure, router } from "../platform/trpc";
import { accept, decline, fetchAgain, move, remove, restore, setPlace } from "./mutations";
import { day } from "./queries";
import {
  acceptInput,
  dayInput,
  declineInput,
  fetchInput,
  moveInput,
  placeInput,
  removeInput,
  restoreInput,
} from "./schema";

export const curationRouter = router({
  day: curatorProcedure.input(dayInput).query(({ ctx, input }) => day(ctx, input)),
  place: curatorProcedure.input(placeInput).mutation(({ ctx, input }) => setPlace(ctx, input)),
  move: curatorProcedure.input(moveInput).mutation(({ ctx, input }) => move(ctx, input)),
  remove: curatorProcedure.input(removeInput).mutation(({ ctx, input }) => remove(ctx, input)),
  restore: curatorProcedure.input(restoreInput).mutation(({ ctx, input }) => restore(ctx, input)),
  fetch: curatorProcedure.input(fetchInput).mutation(({ ctx, input }) => fetchAgain(ctx, input)),
  accept: curatorProcedure.input(acceptInput).mutation(({ ctx, input }) => accept(ctx, input)),
  decline: curatorProcedure.input(declineInput).mutation(({ ctx, input }) => decline(ctx, input)),
});
