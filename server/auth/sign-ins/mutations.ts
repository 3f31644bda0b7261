import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { signIns } from "@/db/schema/sign-ins";
import type { Context } from "../../platform/context";
import { MAX_SIGN_INS } from "../../platform/limits";
import { browserName } from "../sessions/browser-name";
import type { Way } from "./way";

const KEPT_MS = 90 * 24 * 60 * 60 * 1_000;

/**
 * Records a sign-in or a refused second step, and deletes the reader's oldest records beyond the
 * limit.
 */
export async function recordSignIn(
  ctx: Context,
  input: Way & { userId: string; userAgent: string | null; refused?: boolean },
): Promise<void> {
  const { userAgent, ...row } = input;
  await ctx.db.insert(signIns).values({ ...row, at: ctx.now(), browser: browserName(userAgent) });
  const beyond = ctx.db
    .select({ id: signIns.id })
    .from(signIns)
    .where(eq(signIns.userId, input.userId))
    .orderBy(desc(signIns.at), desc(signIns.id))
    .offset(MAX_SIGN_INS);
  await ctx.db
    .delete(signIns)
    .where(and(eq(signIns.userId, input.userId), inArray(signIns.id, beyond)));
}

/** Deletes records older than ninety days and returns how many were deleted. */
export async function purgeSignIns(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_MS);
  const deleted = await ctx.db
    .delete(signIns)
    .where(lt(signIns.at, before))
    .returning({ id: signIns.id });
  return deleted.length;
}
