import { and, desc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { Context, UserContext } from "../../platform/context";
import { AppError, NotConfirmed } from "../../platform/errors";
import { MAX_SESSIONS } from "../../platform/limits";
import { browserName } from "./browser-name";

/** How long a confirmation is valid. */
const CONFIRMED_MS = 10 * 60_000;

/** Whether the reader has confirmed their identity in this browser within the last ten minutes. */
export async function isConfirmed(ctx: UserContext): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - CONFIRMED_MS);
  const [row] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, ctx.actor.sessionId), gt(sessions.confirmedAt, since)));
  return row !== undefined;
}

/** Refuses what needs it unless the reader has just confirmed their identity. */
export async function requireConfirmed(ctx: UserContext): Promise<void> {
  if (!(await isConfirmed(ctx))) throw new NotConfirmed();
}

/** The reader's signed-in browsers, most recently seen first. */
export async function listSessions(ctx: UserContext) {
  const rows = await ctx.db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), gt(sessions.expires, ctx.now())))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .limit(MAX_SESSIONS);
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    browser: browserName(userAgent),
    current: row.id === ctx.actor.sessionId,
  }));
}

/** Whether the actor's session is still valid. */
export async function isSignedIn(ctx: UserContext): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, ctx.actor.sessionId), gt(sessions.expires, ctx.now())));
  return row !== undefined;
}

/**
 * Refuses to go on with an act of an administrator that takes a while, if they have been signed out
 * or are none any more.
 */
export async function mustStillAdminister(ctx: UserContext): Promise<void> {
  const [still] = await ctx.db
    .select({ id: users.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, ctx.actor.sessionId),
        gt(sessions.expires, ctx.now()),
        eq(users.role, "administrator"),
        isNull(users.blockedAt),
      ),
    );
  if (!still) throw new AppError("FORBIDDEN", "Only an administrator may do this.");
}

/** Refuses to sign in an account that an administrator has blocked. */
export async function mustNotBeBlocked(ctx: Pick<Context, "db">, userId: string): Promise<void> {
  const [blocked] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.blockedAt)));
  if (blocked) throw new AppError("FORBIDDEN", BLOCKED);
}

const BLOCKED = "This account is blocked. Ask an administrator of this installation why.";
