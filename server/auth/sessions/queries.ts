import { and, eq, gt } from "drizzle-orm";
import { sessions } from "@/db/schema/auth";
import type { UserContext } from "../../platform/context";
import { NotConfirmed } from "../../platform/errors";

/** How long a confirmation counts. */
const CONFIRMED_MS = 10 * 60_000;

/** Whether the reader has shown within the last ten minutes, in this browser, that it is them. */
export async function isConfirmed(ctx: UserContext): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - CONFIRMED_MS);
  const [row] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, ctx.actor.sessionId), gt(sessions.confirmedAt, since)));
  return row !== undefined;
}

/** Refuses what changes how one signs in, unless the reader has just confirmed that it is them. */
export async function requireConfirmed(ctx: UserContext): Promise<void> {
  if (!(await isConfirmed(ctx))) throw new NotConfirmed();
}
