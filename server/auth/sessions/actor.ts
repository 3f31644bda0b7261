import { and, eq, gt, isNull, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
import type { Actor } from "../../platform/context";
import { log } from "../../platform/log";
import { hashToken } from "../../platform/token";

const HOUR = 3_600_000;

/** It runs on every request of a reader. */
const findUser = statement(["token", "now"], (db, { token, now }) =>
  db
    .select({
      userId: users.id,
      name: users.name,
      role: users.role,
      hue: users.hue,
      isWarned: users.isWarned,
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(eq(sessions.sessionToken, token), gt(sessions.expires, now), isNull(users.blockedAt)),
    )
    .prepare("session_actor"),
);

/** The user with this cookie: one indexed query. */
export async function actorOf(db: Database, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return { kind: "anonymous" };
  const [row] = await findUser(db, { token: hashToken(token), now: now.toISOString() });
  if (!row) return { kind: "anonymous" };
  const { lastSeenAt, isWarned, ...actor } = row;
  if (now.getTime() - lastSeenAt.getTime() > HOUR) markSeen(db, row.sessionId, now);
  return { kind: "user", ...actor, ...(isWarned && { isWarned }) };
}

/** Writes at most once an hour, without waiting. */
function markSeen(db: Database, id: string, now: Date): void {
  db.update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, new Date(now.getTime() - HOUR))))
    .catch((err) => log().warn({ err }, "a session was not marked as seen"));
}
