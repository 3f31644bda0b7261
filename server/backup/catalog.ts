import postgres, { type Sql } from "postgres";

/** The message of a database or connection error; null for any other error. */
export function faultOf(error: unknown): string | null {
  if (error instanceof postgres.PostgresError) return error.message;
  const { code = "", message } = error as NodeJS.ErrnoException;
  return /^CONNECTION_|^(ECONN|EPIPE|ETIMEDOUT)/.test(code) ? message : null;
}

/** A table to back up. */
export interface Table {
  name: string;
  /** Excludes generated columns. */
  columns: string[];
  /** The primary key as an SQL sort order; empty if there is none. */
  key: string[];
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Whether a row of `pg_class c` is ours, not an extension's. */
const OWN = `c.relnamespace = 'public'::regnamespace and not exists (
  select from pg_depend d
  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** All tables, by name. */
export async function tablesOf(session: Sql): Promise<Table[]> {
  const rows = await session.unsafe(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      -- text is compared byte by byte: the same order in every database
      array(select quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end
        from pg_index i, unnest(i.indkey) with ordinality k (number, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number
        order by k.place) as key
    from pg_class c
    where ${OWN} and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname collate "C"`);
  return rows.map(({ name, columns, key }) => ({ name, columns, key }));
}

export async function sequencesOf(session: Sql): Promise<string[]> {
  const rows = await session.unsafe(
    `select c.relname as name from pg_class c where ${OWN} and c.relkind = 'S' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** When each applied migration was written; empty if there are none. */
export async function migrationsOf(session: Sql): Promise<number[]> {
  const [table] = await session`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return [];
  const rows =
    await session`select created_at::float8 as at from drizzle.__drizzle_migrations order by 1`;
  return rows.map(({ at }) => at);
}

/** Fixes how rows are written as text, whatever the server's settings. */
export async function settleText(session: Sql): Promise<void> {
  await session.unsafe(`
    set local datestyle = 'ISO, YMD';
    set local intervalstyle = 'iso_8601';
    set local timezone = 'UTC';
    set local extra_float_digits = 1;
    set local bytea_output = 'hex';
    set local client_encoding = 'UTF8'`);
}

/** Reads a table in order of its key: equal tables give equal bytes. */
export async function* copyOut(session: Sql, { name, key }: Table, columns: string[]) {
  const order = key.length > 0 ? key.join(", ") : 't::text collate "C"';
  const rows = `select ${columns.map(quote).join(", ")} from public.${quote(name)} t order by ${order}`;
  const stream = await session.unsafe(`copy (${rows}) to stdout`).readable();
  yield* stream as AsyncIterable<Buffer>;
  // postgres.js stops listening if the last rows filled the stream, and only this wakes it
  stream._read(0);
}
