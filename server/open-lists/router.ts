import { refusing, router, userProcedure } from "../platform/trpc";
import { changesOfLists } from "./changes-of-lists";
import { listsInput } from "./schema";

export const liveRouter = router({
  /**
   * Over SSE: which of the lists that a browser shows has changed, by its revision. A lost
   * connection asks again with what it knew, so what was missed is told at once.
   */
  lists: userProcedure
    .input(listsInput)
    .subscription(({ ctx, input, signal }) =>
      refusing(ctx, "live.lists", changesOfLists(ctx, input, signal)),
    ),
});
