import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { withoutParameters } from "./errors";
import { open } from "./open";
import { type Around, GuardedSession, type NoSchema, type NoTables } from "./session";
import { type WatchOptions, watch } from "./watch";

/** The database, or a transaction open on it: queries and mutations take either. */
export type Database = PostgresJsDatabase<NoSchema> | PostgresJsTransaction<NoSchema, NoTables>;

interface Options {
  max?: number;
  name?: string;
  /** False if another session may be asked for a prepared statement, as behind a pooler. */
  prepare?: boolean;
}

function openPool(url: string, options: Options) {
  return open(url, {
    max: options.max ?? 10,
    prepare: options.prepare ?? true,
    connection: { application_name: options.name ?? "broadsheet" },
    // seconds between attempts, short so that a restarted Postgres is found at once
    backoff: () => 0.5,
  });
}

/**
 * A handle on a pool, or on what stands in for one, that runs each statement and transaction within
 * `around`.
 */
export function handle(pool: postgres.Sql, around: Around) {
  // makes the pool leave dates to Drizzle
  drizzle(pool);
  const dialect = new PgDialect({ casing: "snake_case" });
  const session = new GuardedSession(pool, dialect, around);
  return { session, db: new PostgresJsDatabase<NoSchema>(dialect, session, undefined) };
}

/** Opens a pool. Call `end` when the process no longer needs it. */
export function connect(url: string, options: Options = {}) {
  const pool = openPool(url, options);
  const { db } = handle(pool, async (work) => {
    try {
      return await work();
    } catch (error) {
      throw withoutParameters(error);
    }
  });
  return { db, pool, end: () => pool.end({ timeout: 5 }) };
}

/** Postgres has responded, if only to refuse a connection. */
const hasAnswered = (error: unknown) =>
  error instanceof postgres.PostgresError && !error.code.startsWith("57");

/** Sends a trivial query over its own connection; gives up long after the answer is useless. */
async function ask(session: postgres.Sql): Promise<boolean> {
  const timer = setTimeout(() => session.end({ timeout: 0 }).catch(() => {}), 5_000).unref();
  try {
    await session`select 1`;
    return true;
  } catch (error) {
    return hasAnswered(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Returns a probe of whether the database answers. It keeps one connection open, as opening one may
 * take a busy machine a second. It also opens a new one, as the first may be lost while the
 * database is not.
 */
function prober(url: string) {
  const openOne = () => openPool(url, { max: 1, name: "broadsheet probe" });
  let kept = openOne();
  void ask(kept);
  const overKept = async () => {
    const session = kept;
    const answers = await ask(session);
    if (!answers && session === kept) {
      kept = openOne();
      session.end({ timeout: 0 }).catch(() => {});
    }
    return answers;
  };
  const overNew = async () => {
    const session = openOne();
    const answers = await ask(session);
    session.end({ timeout: 0 }).catch(() => {});
    return answers;
  };
  /** True as soon as one connection has answered, false once neither has. */
  const probe = () => {
    const no = (answers: boolean) => answers || Promise.reject(new Error("no answer"));
    return Promise.any([overKept().then(no), overNew().then(no)]).catch(() => false);
  };
  return { probe, end: () => kept.end({ timeout: 0 }) };
}

type Hooks = Pick<WatchOptions, "onFailure" | "onAway" | "onBack">;

/** The app's watched pool (`watch.ts`): its handle stays valid when connections are replaced. */
function watched(url: string, options: Options, hooks: Hooks) {
  let pool = openPool(url, options);
  const { probe, end: endProbe } = prober(url);
  const { run, isAway, stop } = watch({
    probe,
    renew(grace) {
      const before = pool;
      pool = openPool(url, options);
      // the new pool must leave dates to Drizzle too
      drizzle(pool);
      session.client = pool;
      before.end({ timeout: grace }).catch(() => {});
    },
    ...hooks,
  });
  const { session, db } = handle(pool, run);
  return {
    db,
    isAway,
    get pool() {
      return pool;
    },
    end: () => {
      stop();
      endProbe().catch(() => {});
      return pool.end({ timeout: 5 });
    },
  };
}

declare global {
  var broadsheetPool: ReturnType<typeof watched> | undefined;
}

/** The app's only pool. It survives module reloads in development. */
export function database(url: string, options: Options, hooks: Hooks = {}): Database {
  globalThis.broadsheetPool ??= watched(url, options, hooks);
  return globalThis.broadsheetPool.db;
}

/** Whether the database is currently not answering. */
export const isDatabaseAway = () => globalThis.broadsheetPool?.isAway() ?? false;
