import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "postgres";

/** The migrations of this version of the app, oldest first. */
export const knownMigrations = () =>
  readMigrationFiles({ migrationsFolder: path.join(process.cwd(), "drizzle") });

/** How many migrations a database has had, and when the last one was written. */
export async function appliedMigrations(session: Sql): Promise<{ count: number; last: number }> {
  const [table] = await session`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return { count: 0, last: 0 };
  const [applied] = await session`
    select count(*)::int as count, coalesce(max(created_at), 0)::float8 as last
    from drizzle.__drizzle_migrations`;
  return { count: applied?.count ?? 0, last: applied?.last ?? 0 };
}

/** The migrations that a database still needs. */
export async function pendingMigrations(session: Sql) {
  const { last } = await appliedMigrations(session);
  return knownMigrations().filter(({ folderMillis }) => folderMillis > last);
}

/**
 * Creates the tables of an older version in an empty database, within the open transaction.
 * Drizzle's own migrator always goes to the newest version and opens its own transaction.
 */
export async function migrateUpTo(session: Sql, last: number): Promise<void> {
  await session.unsafe(`create schema drizzle;
    create table drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`);
  for (const { folderMillis, hash, sql } of knownMigrations()) {
    if (folderMillis > last) continue;
    for (const statement of sql) await session.unsafe(statement);
    await session`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${hash}, ${folderMillis})`;
  }
}
