import type { Client } from "pg";
import type { Sql } from "postgres";
import { readAddress } from "./address";

/** The schema that the queue's library creates and migrates by itself. */
export const QUEUE_SCHEMA = "graphile_worker";

/** The newest migration of the queue that this version of the app brings. */
export const QUEUE_MIGRATION = 19;

/** How many migrations the queue has had; 0 without a queue. */
export async function queueMigration(session: Sql): Promise<number> {
  const [table] = await session`select to_regclass('graphile_worker.migrations') as name`;
  if (!table?.name) return 0;
  const [newest] = await session`select coalesce(max(id), 0) as id from graphile_worker.migrations`;
  return newest?.id ?? 0;
}

/**
 * Opens the pool of the queue's library, which has a driver of its own. The address must keep
 * sessions.
 */
export async function openQueuePool(url: string, options: { max: number; name: string }) {
  const { Client, Pool } = await import("pg");
  const { host, port, path, user, pass, database, ssl, connect_timeout, connection } =
    readAddress(url);
  const config = {
    host: path ? path.replace(/\/\.s\.PGSQL\.\d+$/, "") : host,
    port,
    user,
    password: pass,
    database,
    connectionTimeoutMillis: connect_timeout * 1_000,
    application_name: options.name,
    options: Object.entries(connection)
      .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, "\\$&")}`)
      .join(" "),
  };
  const hasTls = ssl === "prefer" && (await answersTls(new Client({ ...config, ssl: UNCHECKED })));
  const tls = ssl === "require" || hasTls ? UNCHECKED : ssl === "prefer" ? false : ssl;
  const pool = new Pool({ ...config, ssl: tls, max: options.max });
  // a connection that is lost while idle is replaced, and what runs on one fails by itself
  const ignore = () => {};
  pool.on("error", ignore).on("connect", (client) => client.on("error", ignore));
  return pool;
}

const UNCHECKED = { rejectUnauthorized: false };

/** This driver does not know `prefer`, so one connection tries whether there is TLS. */
async function answersTls(client: Client): Promise<boolean> {
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (/does not support SSL/.test((error as Error).message)) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/** Creates or updates the queue. Each migration is a transaction of its own, and is run once. */
export async function migrateQueue(url: string): Promise<void> {
  const { Logger, runMigrations } = await import("graphile-worker");
  const pgPool = await openQueuePool(url, { max: 1, name: "broadsheet migration" });
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) });
  } finally {
    await pgPool.end();
  }
}
