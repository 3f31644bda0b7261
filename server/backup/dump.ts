import type { Sql } from "postgres";
import { locks } from "@/db/locks";
import { knownMigrations } from "@/db/migrations";
import { type Reserved, reserve } from "@/db/reserved";
import { AppError } from "../platform/errors";
import type { Entry } from "./archive";
import {
  copyOut,
  faultOf,
  migrationsOf,
  quote,
  sequencesOf,
  settleText,
  tablesOf,
} from "./catalog";
import { sha256, tally } from "./digest";
import { FORMAT, HEAD, type Head, MANIFEST, type Manifest, pieceName } from "./format";
import { isSecret, SECRET_TABLES } from "./secrets";

const PIECE_BYTES = 1_000_000;

const LOCK_TIMEOUT = "55P03";

interface Options {
  /** Secrets are copied only into a backup that will be encrypted. */
  withSecrets: boolean;
  /** The installation's signing secret. */
  authSecret: string | null;
  onTable?: (name: string, rows: number) => void;
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/**
 * The entries of a backup: every table at one moment, while others go on writing. Keeps about 1 MB
 * in memory at a time.
 */
export async function* dump(url: string, options: Options): AsyncGenerator<Entry> {
  let reserved: Reserved | undefined;
  try {
    reserved = await reserve(url, "broadsheet backup");
    const { session } = reserved;
    const tables = await openSnapshot(url, session);
    const head = await describe(session, tables, options);
    yield { name: HEAD, data: json(head) };
    const manifest: Manifest = { head: sha256(json(head)), tables: {}, sequences: {} };
    for (const table of tables) {
      const columns = head.tables.find(({ name }) => name === table.name)?.columns;
      if (!columns) continue;
      const count = tally();
      let number = 0;
      for await (const data of pieces(copyOut(session, table, columns))) {
        count.add(data);
        yield { name: pieceName(table.name, ++number), data };
      }
      const total = count.total();
      manifest.tables[table.name] = total;
      options.onTable?.(table.name, total.rows);
    }
    // read last: a number that a row already has must never be assigned again
    for (const name of await sequencesOf(session)) {
      const [row] = await session.unsafe(
        `select last_value::text as last_value, is_called from public.${quote(name)}`,
      );
      manifest.sequences[name] = { lastValue: row?.last_value, isCalled: row?.is_called };
    }
    yield { name: MANIFEST, data: json(manifest) };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    throw new AppError(
      "CONFLICT",
      `The database could not be read to its end (${fault}), and there is no backup: make it again.`,
    );
  } finally {
    // immediately, without waiting for a table that is being read
    await reserved?.end();
  }
}

/**
 * Begins a transaction with a snapshot of the database, and locks all tables against changes of
 * their definition. Waits for a running migration; later ones wait for it.
 */
async function openSnapshot(url: string, session: Sql) {
  const guard = await reserve(url, "broadsheet backup");
  try {
    await guard.session.unsafe(`begin; set local lock_timeout = '60s'`);
    await guard.session`select pg_advisory_xact_lock_shared(${locks.migrations})`.catch((error) => {
      if (error.code !== LOCK_TIMEOUT) throw error;
      throw new AppError(
        "CONFLICT",
        "The database is being brought up to date: make the backup when that is done.",
      );
    });
    await session.unsafe(`begin isolation level repeatable read read only;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
    await settleText(session);
    const tables = await tablesOf(session);
    const names = tables.map(({ name }) => `public.${quote(name)}`);
    if (names.length > 0) {
      await session.unsafe(`lock table ${names.join(", ")} in access share mode`);
    }
    return tables;
  } finally {
    await guard.end();
  }
}

async function describe(
  session: Sql,
  tables: Awaited<ReturnType<typeof tablesOf>>,
  { withSecrets, authSecret }: Options,
): Promise<Head> {
  const migrations = await migrationsOf(session);
  if (migrations.length === 0) {
    throw new AppError("NOT_FOUND", "There is nothing of Broadsheet in this database to back up.");
  }
  const known = new Set(knownMigrations().map(({ folderMillis }) => folderMillis));
  if (!migrations.every((at) => known.has(at))) {
    throw new AppError(
      "CONFLICT",
      "The database was written by a newer version of Broadsheet: make the backup with that version.",
    );
  }
  const [server] = await session`select current_setting('server_version') as version`;
  return {
    broadsheetBackup: FORMAT,
    createdAt: new Date().toISOString(),
    postgres: server?.version,
    migrations,
    tables: tables
      .filter(({ name }) => withSecrets || !SECRET_TABLES.has(name))
      .map(({ name, columns }) => ({
        name,
        columns: columns.filter((column) => withSecrets || !isSecret(name, column)),
      })),
    hasSecrets: withSecrets,
    authSecret: withSecrets ? authSecret : null,
  };
}

/** Joins the rows that Postgres sends one by one into pieces of about 1 MB. */
async function* pieces(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const row of rows) {
    parts.push(row);
    size += row.length;
    if (size < PIECE_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
