import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { locks } from "./locks";
import { appliedMigrations, knownMigrations, pendingMigrations } from "./migrations";
import { open } from "./open";
import { migrateQueue, QUEUE_MIGRATION, queueMigration } from "./queue";
import { StartError } from "./start-error";

/** The database was written by a newer version of the app. */
class NewerDatabaseError extends StartError {}

interface Options {
  /** Aborts the wait, or the running migration, which is then rolled back. */
  signal?: AbortSignal;
  say?: (line: string) => void;
  /** How long to wait for another process. */
  patienceMs?: number;
  /**
   * How long a statement waits for a table that another session has locked, in Postgres' notation.
   */
  lockTimeout?: string;
}

/** The longest wait for another process's migrations. */
const PATIENCE_MS = 10 * 60_000;

/** Takes the migration lock for this session, or reports which process has it. */
async function takeLock(session: Sql, { signal, say, patienceMs = PATIENCE_MS }: Options) {
  const deadline = Date.now() + patienceMs;
  for (let waited = false; ; waited = true) {
    const [lock] = await session`select pg_try_advisory_lock(${locks.migrations}) as taken`;
    if (lock?.taken) return;
    if (Date.now() >= deadline) {
      const [holder] = await session`
        select pid from pg_locks where locktype = 'advisory' and granted
          and objid = ${locks.migrations} and database =
            (select oid from pg_database where datname = current_database())`;
      throw new StartError(
        `Another session${holder ? ` (pid ${holder.pid})` : ""} has been updating the database for ${Math.ceil(patienceMs / 60_000)} minutes: see whether a process of Broadsheet is still at it, and if not, end that session with pg_terminate_backend and start again.`,
      );
    }
    if (!waited) say?.("Another process is updating the database: waiting for it …");
    await setTimeout(250, undefined, { signal });
  }
}

/**
 * Migrates the database, one process at a time: a second process waits for the lock and then finds
 * nothing to do. All pending migrations of the tables run in one transaction, so a killed process
 * leaves them unchanged; then those of the queue. The address must keep sessions.
 */
export async function migrate(url: string, options: Options = {}): Promise<void> {
  const { signal } = options;
  const session = open(url, { max: 1, connection: { application_name: "broadsheet migration" } });
  const stop = () => void session.end({ timeout: 0 });
  signal?.addEventListener("abort", stop);
  try {
    await takeLock(session, options);
    const applied = await appliedMigrations(session);
    const known = knownMigrations().length;
    if (applied.count > known) {
      throw new NewerDatabaseError(
        `The database was written by a newer version of Broadsheet (${applied.count} migrations, this version knows ${known}). Start that version, or restore a backup made before the update.`,
      );
    }
    const queue = await queueMigration(session);
    if (queue > QUEUE_MIGRATION) {
      throw new NewerDatabaseError(
        `The database's queue of jobs was written by a newer version of Broadsheet (${queue} migrations, this version knows ${QUEUE_MIGRATION}). Start that version, or restore a backup made before the update.`,
      );
    }
    await migrateTables(session, options, applied.count > 0);
    if (queue < QUEUE_MIGRATION) await migrateQueue(url);
  } finally {
    signal?.removeEventListener("abort", stop);
    await session.end({ timeout: 5 });
  }
}

async function migrateTables(session: Sql, { lockTimeout = "30s" }: Options, hasData: boolean) {
  if ((await pendingMigrations(session)).length === 0) return;
  // while a migration waits for a table, everyone else waits for it too
  await session`select set_config('lock_timeout', ${lockTimeout}, false)`;
  await runMigrations(drizzle(session), {
    migrationsFolder: path.join(process.cwd(), "drizzle"),
  });
  // updates the visibility map of rewritten tables, for index-only scans, and the statistics of
  // new columns, instead of waiting for autovacuum
  if (hasData) await session`vacuum (analyze)`;
}
