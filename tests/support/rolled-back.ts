import type { Database } from "@/db/client";

class Undone extends Error {}

/** Runs `work` in a transaction that is rolled back, and returns its result. */
export async function rolledBack<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const undone = new Undone();
  let result: T | undefined;
  await db
    .transaction(async (tx) => {
      result = await work(tx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return result as T;
}
