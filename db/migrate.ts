import { readdirSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { StartError } from "./start-error";

const folder = path.join(process.cwd(), "drizzle");

/** Any number; all that matters is that every process which migrates asks for the same one. */
const LOCK = 7_203_113;

/** The database was written by a newer version of the app than this one. */
export class NewerDatabaseError extends StartError {}

/**
 * Brings the database up to date, one process at a time: a second one that starts meanwhile waits
 * for the lock and then finds nothing left to do.
 */
export async function migrate(url: string): Promise<void> {
  const session = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await session`select pg_advisory_lock(${LOCK})`;
    const known = readdirSync(folder).filter((name) => name.endsWith(".sql")).length;
    const [table] = await session`select to_regclass('drizzle.__drizzle_migrations') as name`;
    if (table?.name) {
      const [applied] =
        await session`select count(*)::int as count from drizzle.__drizzle_migrations`;
      if (applied?.count > known) {
        throw new NewerDatabaseError(
          `The database was written by a newer version of Broadsheet (${applied?.count} migrations, this version knows ${known}). Start that version, or restore a backup made before the update.`,
        );
      }
    }
    await runMigrations(drizzle(session), { migrationsFolder: folder });
  } finally {
    await session.end({ timeout: 5 });
  }
}
