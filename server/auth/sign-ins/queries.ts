import { desc, eq } from "drizzle-orm";
import { signIns } from "@/db/schema/sign-ins";
import type { UserContext } from "../../platform/context";
import { MAX_SIGN_INS } from "../../platform/limits";

/** The reader's latest sign-ins and refused second steps, newest first. */
export const recentSignIns = (ctx: UserContext) =>
  ctx.db
    .select({
      id: signIns.id,
      at: signIns.at,
      way: signIns.way,
      provider: signIns.provider,
      browser: signIns.browser,
      refused: signIns.refused,
    })
    .from(signIns)
    .where(eq(signIns.userId, ctx.actor.userId))
    .orderBy(desc(signIns.at), desc(signIns.id))
    .limit(MAX_SIGN_INS);

export type SignIn = Awaited<ReturnType<typeof recentSignIns>>[number];
