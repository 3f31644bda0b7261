import type { Writable } from "node:stream";
import type { Sql } from "postgres";
import { connect } from "@/db/client";
import { locks } from "@/db/locks";
import { migrate } from "@/db/migrate";
import { knownMigrations, migrateUpTo } from "@/db/migrations";
import { type Reserved, reserve } from "@/db/reserved";
import { AppError } from "../platform/errors";
import { copyOut, faultOf, quote, sequencesOf, settleText, type Table, tablesOf } from "./catalog";
import { tally } from "./digest";
import type { Head, Manifest } from "./format";
import { openBackup, type Part, rowsIn } from "./read";

/**
 * Restores a backup into an empty database: the tables as of the version that wrote it, all rows,
 * then later migrations. Before committing, reads everything back and compares it. All in one
 * transaction: a failure leaves the database empty.
 */
export async function restore(
  url: string,
  file: AsyncIterable<Buffer>,
  passphrase: string | null,
): Promise<{ head: Head; rows: number }> {
  const { head, parts, close } = await openBackup(file, passphrase);
  let reserved: Reserved | undefined;
  let rows: number;
  try {
    requireKnown(head);
    reserved = await reserve(url, "broadsheet restore");
    rows = await load(reserved.session, head, parts);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    throw new AppError(
      "CONFLICT",
      `The backup could not be restored, and the database was left as it was. Postgres says: ${fault}.`,
    );
  } finally {
    await close();
    await reserved?.end();
  }
  await migrate(url);
  const after = connect(url, { max: 1, name: "broadsheet restore" });
  // the planner needs statistics on tables that were filled at once
  await after.pool`vacuum (analyze)`;
  await after.end();
  return { head, rows };
}

function requireKnown({ migrations }: Head): void {
  const known = knownMigrations().map(({ folderMillis }) => folderMillis);
  if (migrations.every((at, place) => known[place] === at)) return;
  throw new AppError(
    "CONFLICT",
    "The backup was made by another version of Broadsheet, whose database this one does not know: update, and restore it then.",
  );
}

async function load(session: Sql, head: Head, parts: AsyncIterable<Part>): Promise<number> {
  await session.unsafe(`begin;
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
  await settleText(session);
  // an app that starts now waits, and finds a migrated database
  await session`select pg_advisory_xact_lock(${locks.migrations})`;
  await requireEmpty(session);
  await migrateUpTo(session, head.migrations.at(-1) ?? 0);
  const tables = await tablesOf(session);
  requireColumns(head, tables);
  const restoreAside = await setAside(session, tables);

  let manifest: Manifest | null = null;
  let open: { table: string; stream: Writable } | null = null;
  for await (const part of parts) {
    if (open && (!("table" in part) || part.table !== open.table)) {
      await finish(session, open.stream).catch(refusedRows(open.table));
      open = null;
    }
    if ("manifest" in part) {
      manifest = part.manifest;
      continue;
    }
    open ??= { table: part.table, stream: await copyIn(session, head, part.table) };
    await write(open.stream, part.data).catch(refusedRows(open.table));
  }
  if (!manifest) throw new AppError("BAD_REQUEST", "The backup is incomplete.");

  await setSequences(session, manifest);
  await compare(session, head, tables, manifest);
  await restoreAside();
  await session.unsafe("commit");
  return rowsIn(manifest);
}

async function requireEmpty(session: Sql): Promise<void> {
  const [found] = await session`
    select c.oid::regclass::text as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      and not exists (select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relkind = 'S', 1 limit 1`;
  if (!found) return;
  throw new AppError(
    "CONFLICT",
    `A backup is restored into an empty database only, and this one has tables (${found.name}). It was left as it is. Create a new database and set DATABASE_URL to it; or, for the embedded one, set DATA_DIR to a new folder.`,
  );
}

/** Checks that the backup's columns are those that its migrations create. */
function requireColumns(head: Head, tables: Table[]): void {
  const known = new Map(tables.map(({ name, columns }) => [name, new Set(columns)]));
  for (const { name, columns } of head.tables) {
    const missing = columns.filter((column) => !known.get(name)?.has(column));
    if (missing.length === 0) continue;
    throw new AppError(
      "BAD_REQUEST",
      `The backup has ${name}.${missing[0]}, which no version of Broadsheet that this one knows has: it cannot be restored.`,
    );
  }
}

/**
 * Removes what would block rows that are loaded table by table: rows made by migrations, triggers,
 * and foreign keys, which may be circular. Returns a function that restores triggers and keys;
 * restoring checks the keys, all rows at once.
 */
async function setAside(session: Sql, tables: Table[]) {
  const names = tables.map(({ name }) => name);
  const triggers = await session`
    select c.relname as name, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and c.relname = any(${names})
      and not t.tgisinternal and t.tgenabled = 'O'`;
  const keys = await session`
    select c.relname as name, k.conname as key, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and c.relname = any(${names})
      and k.contype = 'f' and k.conparentid = 0
    order by 1, 2`;
  const alter = (name: string, change: string) =>
    session.unsafe(`alter table public.${quote(name)} ${change}`);
  for (const { name, key } of keys) await alter(name, `drop constraint ${quote(key)}`);
  for (const { name, trigger } of triggers) await alter(name, `disable trigger ${quote(trigger)}`);
  if (names.length > 0) {
    await session.unsafe(`truncate ${names.map((name) => `public.${quote(name)}`).join(", ")}`);
  }
  return async () => {
    for (const { name, trigger } of triggers) await alter(name, `enable trigger ${quote(trigger)}`);
    for (const { name, key, definition } of keys) {
      await alter(name, `add constraint ${quote(key)} ${definition}`);
    }
  };
}

async function copyIn(session: Sql, head: Head, table: string): Promise<Writable> {
  const columns = head.tables.find(({ name }) => name === table)?.columns ?? [];
  const stream = await session
    .unsafe(`copy public.${quote(table)} (${columns.map(quote).join(", ")}) from stdin`)
    .writable();
  // the writer handles it
  return stream.on("error", () => {});
}

const write = (stream: Writable, data: Buffer) =>
  new Promise<void>((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(stream.errored ?? error) : resolve()));
  });

/** Invalid data, a violated constraint, and what follows either. */
const REFUSED = /^(22|23|25P02)/;

/** Explains why rows were refused; after the last ones the cause is not known. */
const refusedRows = (table: string) => (error: unknown) => {
  const { code = "" } = error as { code?: string };
  if (!REFUSED.test(code)) throw error;
  throw new AppError(
    "BAD_REQUEST",
    `The database refuses what the backup has of ${table}: the backup is damaged, or the disk is full. Use another copy of it, or make room.`,
  );
};

/**
 * Finishes a table. postgres.js never reports that the last rows were refused, so this awaits the
 * next statement: Postgres refuses that one too.
 */
async function finish(session: Sql, stream: Writable): Promise<void> {
  stream.end();
  await session`select`;
}

async function setSequences(session: Sql, manifest: Manifest): Promise<void> {
  const known = new Set(await sequencesOf(session));
  for (const [name, { lastValue, isCalled }] of Object.entries(manifest.sequences)) {
    if (!known.has(name)) continue;
    await session`select setval(${`public.${quote(name)}`}::regclass, ${lastValue}, ${isCalled})`;
  }
}

/** Reads everything back and compares it with the backup. */
async function compare(session: Sql, head: Head, tables: Table[], manifest: Manifest) {
  for (const { name, columns } of head.tables) {
    const table = tables.find((one) => one.name === name);
    if (!table) continue;
    const count = tally();
    for await (const chunk of copyOut(session, table, columns)) count.add(chunk);
    const { rows, sha256 } = count.total();
    const said = manifest.tables[name];
    if (rows === said?.rows && sha256 === said.sha256) continue;
    throw new AppError(
      "CONFLICT",
      `The backup could not be restored, and the database was left as it was: ${name} came out as ${rows} rows, and the backup has ${said?.rows} or other ones.`,
    );
  }
}
