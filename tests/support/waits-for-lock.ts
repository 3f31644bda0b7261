import { sql } from "drizzle-orm";
import { appDatabase } from "@/server/platform/database";

/** Whether a session of this database is waiting for a lock. */
export async function waitsForLock(): Promise<boolean | undefined> {
  const [row] = await appDatabase().execute<{ waits: boolean }>(sql`
    select exists (select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock') as waits`);
  return row?.waits;
}
