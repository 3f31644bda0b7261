import { and, eq, gt, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { Actor } from "../../platform/context";
import { log } from "../../platform/log";
import { hashToken } from "../../platform/token";

const HOUR = 3_600_000;

/** The user with this cookie: one indexed query. */
export async function actorOf(db: Database, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return { kind: "anonymous" };
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      role: users.role,
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, now)))
    // runs on every request: a prepared statement is planned once per connection
    .prepare("session_actor")
    .execute();
  if (!row) return { kind: "anonymous" };
  const { lastSeenAt, ...actor } = row;
  if (now.getTime() - lastSeenAt.getTime() > HOUR) markSeen(db, row.sessionId, now);
  return { kind: "user", ...actor };
}

/** Writes at most once an hour, without waiting. */
function markSeen(db: Database, id: string, now: Date): void {
  db.update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, new Date(now.getTime() - HOUR))))
    .catch((err) => log().warn({ err }, "a session was not marked as seen"));
}
