import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { Actor } from "../context";

export const SESSION_DAYS = 30;

/** What is stored of a session's cookie. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Starts a session and returns its cookie value, which is kept nowhere else. */
export async function startSession(
  db: Database,
  input: { userId: string; userAgent: string | null; now: Date },
): Promise<{ token: string; expires: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expires = new Date(input.now.getTime() + SESSION_DAYS * 86_400_000);
  await db.insert(sessions).values({
    sessionToken: hashToken(token),
    userId: input.userId,
    userAgent: input.userAgent?.slice(0, 300) ?? null,
    expires,
  });
  return { token, expires };
}

/** Who holds this cookie: one indexed query. */
export async function actorOf(db: Database, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return { kind: "anonymous" };
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      role: users.role,
      sessionId: sessions.id,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, now)));
  return row ? { kind: "user", ...row } : { kind: "anonymous" };
}
