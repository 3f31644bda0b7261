import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { users } from "@/db/schema/users";
import { startSession } from "@/server/auth/sessions/mutations";

export interface Reader {
  id: string;
  token: string;
}

/** Readers with real sessions. */
export async function makeReaders(db: Database, count: number): Promise<Reader[]> {
  const rows = await db
    .insert(users)
    .values(
      Array.from({ length: count }, (_, index) => ({
        name: `Reader ${index}`,
        email: `${randomUUID()}@example.org`,
      })),
    )
    .returning({ id: users.id });
  return Promise.all(
    rows.map(async ({ id }) => {
      const session = { userId: id, userAgent: null, now: new Date() };
      return { id, token: (await startSession(db, session)).token };
    }),
  );
}
