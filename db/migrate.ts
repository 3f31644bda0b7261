import { readdirSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { locks } from "./locks";
import { StartError } from "./start-error";

const folder = path.join(process.cwd(), "drizzle");

/** The database was written by a newer version of the app than this one. */
class NewerDatabaseError extends StartError {}

/** How many migrations a database has had. */
async function appliedIn(session: postgres.Sql): Promise<number> {
  const [table] = await session`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return 0;
  const [applied] = await session`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return applied?.count ?? 0;
}

/**
 * Brings the database up to date, one process at a time: a second one that starts meanwhile waits
 * for the lock and then finds nothing left to do.
 */
export async function migrate(url: string): Promise<void> {
  const session = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await session`select pg_advisory_lock(${locks.migrations})`;
    const known = readdirSync(folder).filter((name) => name.endsWith(".sql")).length;
    const applied = await appliedIn(session);
    if (applied > known) {
      throw new NewerDatabaseError(
        `The database was written by a newer version of Broadsheet (${applied} migrations, this version knows ${known}). Start that version, or restore a backup made before the update.`,
      );
    }
    await runMigrations(drizzle(session), { migrationsFolder: folder });
    // a table that was rewritten is not read by its indexes alone until this is done, nor is it
    // known what a new column holds; left to itself, Postgres would do it some day
    if (applied > 0 && applied < known) await session`vacuum (analyze)`;
  } finally {
    await session.end({ timeout: 5 });
  }
}
