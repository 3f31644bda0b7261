import { tracked } from "@trpc/server";
import { refusing, router, userProcedure } from "../trpc";
import { listChanges } from "./reading";
import { listInput } from "./schema";

export const liveRouter = router({
  /** Over SSE: each event is the list's revision, which is also what a lost connection resumes from. */
  list: userProcedure.input(listInput).subscription(async function* ({ ctx, input, signal }) {
    for await (const now of refusing(ctx, "live.list", listChanges(ctx, input, signal))) {
      yield tracked(String(now.revision), now);
    }
  }),
});
