import { and, desc, eq, inArray, lt, ne, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema/auth";
import { notifyAccess } from "../../live/notify";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { MAX_SESSIONS, SESSION_DAYS } from "../../platform/limits";
import { hashToken, newToken } from "../../platform/token";
import { transaction } from "../../platform/transaction";
import { mustNotBeBlocked } from "./queries";
import type { endSessionInput } from "./schema";

const DAY = 24 * 3_600_000;

export interface Session {
  token: string;
  expires: Date;
}

/**
 * Starts a session and returns its cookie value, which is stored nowhere else. Beyond the limit,
 * ends the account's least recently used sessions. Refuses blocked accounts.
 */
export async function startSession(
  db: Database,
  input: { userId: string; userAgent: string | null; now: Date; confirmed?: boolean },
): Promise<Session> {
  await mustNotBeBlocked({ db }, input.userId);
  const token = newToken();
  const expires = new Date(input.now.getTime() + SESSION_DAYS * DAY);
  await db.delete(sessions).where(lt(sessions.expires, input.now));
  const beyond = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, input.userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .offset(MAX_SESSIONS - 1);
  const ended = await db
    .delete(sessions)
    .where(inArray(sessions.id, beyond))
    .returning({ id: sessions.id });
  if (ended.length > 0) await notifyAccess({ db }, { userId: input.userId });
  await db.insert(sessions).values({
    sessionToken: hashToken(token),
    userId: input.userId,
    userAgent: input.userAgent?.slice(0, 300) ?? null,
    createdAt: input.now,
    lastSeenAt: input.now,
    confirmedAt: input.confirmed ? input.now : null,
    expires,
  });
  return { token, expires };
}

/** Deletes the matching sessions, closes their live streams, and returns how many were deleted. */
const endWhere = (ctx: Context, which: SQL | undefined): Promise<number> =>
  transaction(ctx, async (tx) => {
    const ended = await tx.db.delete(sessions).where(which).returning({ userId: sessions.userId });
    for (const userId of new Set(ended.map((session) => session.userId))) {
      await notifyAccess(tx, { userId });
    }
    return ended.length;
  });

/** Signs out one of the reader's browsers. Safe to repeat. */
export async function endSession(ctx: UserContext, input: z.output<typeof endSessionInput>) {
  const ended = await endWhere(
    ctx,
    and(eq(sessions.id, input.id), eq(sessions.userId, ctx.actor.userId)),
  );
  if (ended === 0) throw new AppError("NOT_FOUND", "This browser is already signed out.");
}

/** Signs out the reader's other browsers and returns how many there were. */
export const endOtherSessions = (ctx: UserContext): Promise<number> =>
  endWhere(ctx, and(eq(sessions.userId, ctx.actor.userId), ne(sessions.id, ctx.actor.sessionId)));

/** Signs a user out everywhere. */
export async function endSessionsOf(ctx: Context, userId: string): Promise<void> {
  await endWhere(ctx, eq(sessions.userId, userId));
}

/**
 * Starts a session in the actor's browser and ends its previous one, whichever user it belonged to.
 */
export async function replaceSession(
  ctx: Context,
  input: { userId: string; userAgent: string | null; confirmed: boolean },
): Promise<Session> {
  if (ctx.actor.kind === "user") await endWhere(ctx, eq(sessions.id, ctx.actor.sessionId));
  return startSession(ctx.db, { ...input, now: ctx.now() });
}

/** Signs out the browser with this cookie. */
export async function endSessionByToken(ctx: Context, token: string): Promise<void> {
  await endWhere(ctx, eq(sessions.sessionToken, hashToken(token)));
}
