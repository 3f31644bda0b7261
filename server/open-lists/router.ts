import { refusing, router, userProcedure } from "../platform/trpc";
import { changesOfLists } from "./changes-of-lists";
import { listsInput } from "./schema";

export const liveRouter = router({
  /**
   * Over SSE: which of the lists on a page have changed, by revision. A reconnecting client sends
   * the revisions it knows, so it learns at once what it missed.
   */
  lists: userProcedure
    .input(listsInput)
    .subscription(({ ctx, input, signal }) =>
      refusing(ctx, "live.lists", changesOfLists(ctx, input, signal)),
    ),
});
