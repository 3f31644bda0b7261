import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { READ_ONLY, type Setting, startError } from "./failure";
import { open } from "./open";
import { requireConnections, requireRights } from "./role";
import { StartError } from "./start-error";

/** The oldest Postgres with everything the schema uses. */
const OLDEST = 15;

/** The time limit for all checks before the database is used. */
const DEADLINE_MS = 15_000;

/** How long to wait for a notification; a pooler that keeps sessions passes it on at once. */
const NOTIFICATION_MS = 2_000;

interface Addresses {
  url: string;
  /** A direct connection with sessions, if `url` leads through a pooler without them. */
  directUrl?: string | undefined;
}

interface Options {
  /** How many connections the app will keep; unset for commands, whose few need no check. */
  connections?: number | undefined;
  /** How many processes keep them. */
  processes?: number | undefined;
  signal?: AbortSignal | undefined;
  deadlineMs?: number;
}

/**
 * Checks whether the given Postgres is usable. Throws a `StartError` whose sentence says why not,
 * at the latest when time is up. Returns warnings, as sentences.
 */
export async function checkDatabase(
  { url, directUrl }: Addresses,
  { connections = 0, processes = 1, signal, deadlineMs = DEADLINE_MS }: Options = {},
): Promise<string[]> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const within = <T>(setting: Setting, address: string, work: (sql: Sql) => Promise<T>) =>
    inSession(setting, address, work, stop).catch((error) => {
      if (!deadline.aborted) throw error;
      throw new StartError(
        `The Postgres that ${setting} points to did not answer within ${deadlineMs / 1_000} seconds: see whether it is reachable and not overloaded, or correct the address.`,
      );
    });
  if (!directUrl) {
    return within("DATABASE_URL", url, (sql) =>
      check(sql, "DATABASE_URL", url, { connections, processes }),
    );
  }
  const pooled = await within("DATABASE_URL", url, (sql) => identity(sql, "DATABASE_URL"));
  return within("DATABASE_DIRECT_URL", directUrl, async (sql) => {
    // the pooler keeps the connections, and its own settings determine how many
    const warnings = await check(sql, "DATABASE_DIRECT_URL", directUrl);
    if ((await identity(sql, "DATABASE_DIRECT_URL")) === pooled) return warnings;
    throw new StartError(
      "DATABASE_URL and DATABASE_DIRECT_URL lead to two databases: both must lead to the same one, the first through the pooler and the second past it.",
    );
  });
}

async function inSession<T>(
  setting: Setting,
  url: string,
  work: (sql: Sql) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const sql = open(url, { max: 1, connection: { application_name: "broadsheet check" } });
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new StartError("Stopped before the database was checked."));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([work(sql), stopped]);
  } catch (error) {
    throw startError(error, setting);
  } finally {
    await sql.end({ timeout: 0 });
  }
}

async function check(
  sql: Sql,
  setting: Setting,
  url: string,
  { connections, processes } = { connections: 0, processes: 1 },
) {
  await requireServer(sql, setting);
  await requireSessions(sql, setting, url);
  await requireRights(sql, setting);
  const scarce = connections > 0 ? await requireConnections(sql, connections, processes) : null;
  const [locale] = await sql`select lower('É') = 'é' as folds, datctype as name
    from pg_database where datname = current_database()`;
  const unfolded = locale?.folds
    ? null
    : `The database's locale is ${locale?.name}, in which É, Σ and Ж are no capitals of é, σ and ж: such words are found and sorted only as they are written. Better is a database made with a UTF-8 locale, such as C.UTF-8.`;
  return [scarce, unfolded].filter((warning) => warning !== null);
}

async function requireServer(sql: Sql, setting: Setting): Promise<void> {
  const [server] = await sql`
    select current_setting('server_version_num')::int / 10000 as major,
      pg_is_in_recovery() as is_replica, current_setting('transaction_read_only') as read_only,
      pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`;
  if (server?.major < OLDEST) {
    throw new StartError(
      `${setting} points to PostgreSQL ${server?.major}, and Broadsheet needs ${OLDEST} or newer: update it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  if (server?.encoding !== "UTF8") {
    throw new StartError(
      `The database that ${setting} points to is encoded in ${server?.encoding}, which does not hold every letter: create one with createdb --encoding=UTF8 --template=template0, and give its address.`,
    );
  }
  if (server?.is_replica) {
    throw new StartError(
      `${setting} points to a replica, which cannot be written to: give the address of the primary.`,
    );
  }
  if (server?.read_only === "on") throw new StartError(READ_ONLY(setting));
}

/** Identifies a database, also through a pooler. */
async function identity(sql: Sql, setting: Setting): Promise<string> {
  await requireServer(sql, setting);
  const [database] = await sql`select oid || ' ' || pg_postmaster_start_time() as identity
    from pg_database where datname = current_database()`;
  return database?.identity;
}

/**
 * Throws unless the connection keeps sessions: by default, a pooler gives a session away after each
 * transaction.
 */
async function requireSessions(sql: Sql, setting: Setting, url: string): Promise<void> {
  const answer = await sql`select pg_backend_pid() as pid`;
  // a pooler reports its own process id to the driver
  if (answer[0]?.pid === answer.state.pid || (await isNotified(sql, url))) return;
  throw new StartError(
    setting === "DATABASE_URL"
      ? "DATABASE_URL leads through a pooler that keeps no sessions, such as PgBouncer in transaction mode: set DATABASE_DIRECT_URL to the address of Postgres itself, for what needs a session."
      : "DATABASE_DIRECT_URL leads through a pooler that keeps no sessions, such as PgBouncer in transaction mode: give the address of Postgres itself.",
  );
}

async function isNotified(sql: Sql, url: string): Promise<boolean> {
  const channel = `broadsheet_check_${randomBytes(8).toString("hex")}`;
  const listener = open(url, { max: 1 });
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, NOTIFICATION_MS, false);
    });
    const heard = new Promise<boolean>((resolve, reject) => {
      listener
        .listen(channel, () => resolve(true))
        .then(() => sql`select pg_notify(${channel}, '')`)
        .catch(reject);
    });
    return await Promise.race([heard, late]);
  } finally {
    clearTimeout(timer);
    await listener.end({ timeout: 0 });
  }
}
