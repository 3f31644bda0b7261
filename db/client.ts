import type { ExtractTablesWithRelations } from "drizzle-orm";
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsTransaction,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";

type NoSchema = Record<string, never>;

/** The database, or a transaction open on it: services take either. */
export type Database =
  | PostgresJsDatabase<NoSchema>
  | PostgresJsTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Opens a pool. `end` it when the process has done with it. */
export function connect(url: string, options: { max?: number; name?: string } = {}) {
  const pool = postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.name ?? "broadsheet" },
    // seconds until the next try after a failed one: a restarted Postgres is found again at once
    backoff: () => 0.5,
    onnotice: () => {},
  });
  return { db: drizzle(pool, { casing: "snake_case" }), pool, end: () => pool.end({ timeout: 5 }) };
}

declare global {
  var broadsheetPool: ReturnType<typeof connect> | undefined;
}

/** The app's one pool. It survives module reloads in development. */
export function database(url: string, max: number): Database {
  globalThis.broadsheetPool ??= connect(url, { max });
  return globalThis.broadsheetPool.db;
}
