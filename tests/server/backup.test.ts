import { randomBytes, type ScryptOptions } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { connect } from "@/db/client";
import { knownMigrations } from "@/db/migrations";
import { type Entry, readArchive, writeArchive } from "@/server/backup/archive";
import { dump } from "@/server/backup/dump";
import { restore } from "@/server/backup/load";
import { checkBackup } from "@/server/backup/read";
import { isSecret, SECRET_COLUMNS, SECRET_TABLES } from "@/server/backup/secrets";
import { importFile } from "@/server/ingest/import-file";
import { contextFor } from "../support/callers";
import { makeWorld } from "../support/world";

// most tests restore a whole database or several

// a key from a passphrase takes a second of work: tests/process/backup.test.ts proves that it opens
vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  type Done = (error: Error | null, key: Buffer) => void;
  const cheap = (phrase: string, salt: Buffer, size: number, cost: ScryptOptions, done: Done) =>
    real.scrypt(phrase, salt, size, { ...cost, N: 1_024 }, done);
  return { ...real, scrypt: cheap };
});

const PASSPHRASE = "correct horse battery staple";
const own = process.env.DATABASE_URL ?? "";
const server = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
const made: string[] = [];

const nameOf = (url: string) => new URL(url).pathname.slice(1);

/** The URL of a new database, a copy of this one, or empty. */
async function newDatabase(template = "template0"): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await server`create database ${server(name)} template ${server(template)}`;
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

/** Queries a database and closes the connection. */
async function look<T>(url: string, query: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return query(sql).finally(() => sql.end());
}

/** The contents of a database: rows, keys and triggers of each table, and sequences. */
const contents = (url: string) =>
  look(url, async (sql) => {
    const tables = await sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind = 'r' order by 1`;
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await sql`select t::text as row from ${sql(name)} t order by 1`;
      rows[name] = found.map(({ row }) => row);
    }
    return {
      rows,
      keys: await sql`select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as is
        from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
      triggers: await sql`select tgrelid::regclass::text as table, tgname, tgenabled from pg_trigger
        where not tgisinternal order by 1, 2`,
      numbers: await sql`select sequencename, last_value from pg_sequences
        where schemaname = 'public' order by 1`,
      migrations: await sql`select created_at from drizzle.__drizzle_migrations order by 1`,
    };
  });

const tablesIn = (url: string) =>
  look(url, async (sql) => {
    const rows = await sql`select 1 from pg_class where relkind = 'r'
      and relnamespace in (select oid from pg_namespace where nspname in ('public', 'drizzle'))`;
    return rows.length;
  });

async function backUp(url: string, passphrase: string | null): Promise<Buffer> {
  const options = { withSecrets: passphrase !== null, authSecret: "what it signs with" };
  const parts: Buffer[] = [];
  for await (const part of writeArchive(dump(url, options), passphrase)) parts.push(part);
  return Buffer.concat(parts);
}

const file = (bytes: Buffer) => Readable.from([bytes]);

let empty: Promise<string> | undefined;

/** The error of restoring this file; checks that the database is as empty as before. */
async function refusal(bytes: Buffer, passphrase: string | null = null): Promise<string> {
  empty ??= newDatabase();
  const url = await empty;
  const said = await restore(url, file(bytes), passphrase).then(
    () => "restored",
    (error: Error) => error.message,
  );
  expect(await tablesIn(url), said).toBe(0);
  return said;
}

let open: Buffer;
let sealed: Buffer;
/** What the open backup gives. Only read: a test that writes makes a copy. */
let restored: string;

beforeAll(async () => {
  const { db, end } = connect(own, { max: 2 });
  const ctx = contextFor({ kind: "system" }, { db });
  const sample = path.resolve(import.meta.dirname, "../../db/sample/2025-03-13.jsonl.gz");
  const options = { edition: "2025-03-13", curators: ["AK"], source: "Somewhere" };
  await importFile(ctx, createReadStream(sample), options);
  await end();
  for (const who of ["owner", "view", "remov"] as const) await makeWorld(who);
  await look(own, async (sql) => {
    // values that could break a format of lines and tabs
    await sql`update users set name = ${"tab\there \\N \\. line\nbreak \r é 漢 🦉"}, image = '' where name = 'Host'`;
    await sql`update paper_stats set trending = 0.1 + 0.2 + 1e-17 where paper_id % 2 = 0`;
    await sql`update accounts set access_token = 'provider-token'`;
    await sql`insert into password_resets (token_hash, user_id, expires)
      select 'reset-token', id, now() from users limit 1`;
    await sql`insert into verification_tokens values ('a@example.org', 'mailed-token', now())`;
    await sql`insert into pending_sign_ups (token_hash, name, email, password_hash, expires)
      values ('pending-token', 'P', 'p@example.org', 'pending-hash', now())`;
    await sql`insert into installation values ('trending_tau_days', '2')`;
    await sql`insert into rate_limits (key, points) values ('guessable', 1) on conflict do nothing`;
  });
  [open, sealed] = await Promise.all([backUp(own, null), backUp(own, PASSPHRASE)]);
  restored = await newDatabase();
  await restore(restored, file(open), null);
});

afterAll(async () => {
  for (const name of made) await server`drop database if exists ${server(name)} with (force)`;
  await server.end();
});

it("gives back with a passphrase all that was there, and again from what it gave", async () => {
  const before = await contents(own);
  expect(Object.values(before.rows).filter(({ length }) => length > 0).length).toBeGreaterThan(20);
  const url = await newDatabase();
  const { head } = await restore(url, file(sealed), PASSPHRASE);
  expect(head.authSecret).toBe("what it signs with");
  expect(await contents(url)).toEqual(before);
  const second = await newDatabase();
  await restore(second, file(await backUp(url, null)), null);
  // compared in sorted order, as the rows may come in another one
  expect((await contents(second)).rows.papers).toEqual(before.rows.papers);
});

it("numbers new papers after the last one", async () => {
  const url = await newDatabase(nameOf(restored));
  await look(url, async (sql) => {
    const [last] = await sql`select max(id) as id from papers`;
    const [added] = await sql`insert into papers (slug, title_key, title, abstract)
      values ('new', 'new', 'New', 'New') returning id, sort_title`;
    expect(added?.id).toBeGreaterThan(last?.id);
    expect(added?.sort_title).toBe("new");
    await expect(
      sql.begin((tx) => tx`delete from team_members where role = 'owner'`),
    ).rejects.toThrow("a team needs an owner");
  });
});

describe("without a passphrase", () => {
  it("contains no secrets, and everything else", async () => {
    const text = (await entriesOf(open)).map(({ data }) => data.toString("utf8")).join("");
    const secrets = await look(own, async (sql) => {
      const rows = await sql`
        select password_hash as secret from users where password_hash is not null
        union select public_token from lists where public_token is not null
        union select session_token from sessions`;
      return rows.map(({ secret }) => secret as string).filter(({ length }) => length > 1);
    });
    expect(secrets.length).toBeGreaterThan(5);
    const written = ["provider-token", "reset-token", "mailed-token", "pending-", "guessable"];
    for (const secret of [...secrets, ...written, "what it signs with"]) {
      expect(text).not.toContain(secret);
    }
    const [before, after] = await Promise.all([contents(own), contents(restored)]);
    for (const [name, rows] of Object.entries(before.rows)) {
      const isEmpty = SECRET_TABLES.has(name);
      expect([name, after.rows[name]?.length]).toEqual([name, isEmpty ? 0 : rows.length]);
      if (!isEmpty && !SECRET_COLUMNS[name]) expect(after.rows[name]).toEqual(rows);
    }
  });

  it("knows of every column that could be one", async () => {
    const columns = await look(
      own,
      (sql) => sql`select table_name as t, column_name as c, is_nullable = 'YES' as nullable
        from information_schema.columns where table_schema = 'public'`,
    );
    const suspects = columns.filter(({ c }) => /token|secret|hash|password|key|code/.test(c));
    const others = suspects.filter(({ t, c }) => !isSecret(t, c)).map(({ t, c }) => `${t}.${c}`);
    // public keys, hashes of random numbers that nobody can guess, and hashes of texts stored
    // beside them
    expect(others.toSorted()).toEqual([
      "accounts.token_type",
      "annotations.audience_key",
      "annotations.placed_hash",
      "annotations.text_hash",
      "installation.key",
      "invitations.token_hash",
      "paper_pictures.hash",
      "paper_versions.abstract_hash",
      "papers.keywords",
      "papers.title_key",
      "passkeys.public_key",
    ]);
    const required = columns.filter(
      ({ t, c, nullable }) => SECRET_COLUMNS[t]?.includes(c) && !nullable,
    );
    expect(required).toEqual([]);
  });
});

it("is of one moment, while others write", async () => {
  const url = await newDatabase(nameOf(restored));
  const writer = postgres(url, { max: 1, onnotice: () => {} });
  let isDone = false;
  const writing = (async () => {
    let count = 0;
    for (; !isDone; count++) {
      await writer.begin(async (tx) => {
        await tx`insert into editions (feed_date) values (date '2030-01-01' + ${count}::int)`;
        await tx`insert into installation (key, value) values ('count', ${String(count)})
          on conflict (key) do update set value = excluded.value`;
      });
    }
    return count;
  })();
  const copies: Buffer[] = [];
  for (let round = 0; round < 3; round++) copies.push(await backUp(url, null));
  isDone = true;
  expect(await writing).toBeGreaterThan(3);
  await writer.end();
  for (const copy of copies) {
    const entries = await entriesOf(copy);
    const text = (table: string) =>
      entries.find(({ name }) => name.startsWith(`tables/${table}/`))?.data.toString("utf8") ?? "";
    const days = text("editions").match(/^20[3-9]\d-/gm)?.length ?? 0;
    expect(days).toBe(Number(/^count\t(\d+)$/m.exec(text("installation"))?.[1] ?? -1) + 1);
  }
});

it("says so when the database is lost, and gives no end to the file", async () => {
  const entries = dump(own, { withSecrets: false, authSecret: null });
  await entries.next();
  await server`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'broadsheet backup' and datname = ${nameOf(own)}`;
  const rest = async () => {
    for await (const _ of entries);
  };
  await expect(rest()).rejects.toThrow("could not be read to its end");
});

const entriesOf = async (bytes: Buffer) => {
  const entries: Entry[] = [];
  for await (const entry of readArchive(file(bytes), null)) entries.push(entry);
  return entries;
};

/** A backup with these entries. */
async function archive(entries: Entry[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writeArchive(Readable.from(entries), null)) parts.push(part);
  return Buffer.concat(parts);
}

describe("what is refused, with nothing written", () => {
  it("a file cut off anywhere", async () => {
    for (const length of [open.length - 1, open.length >> 1]) {
      expect(await refusal(open.subarray(0, length))).toMatch(/cut off|damaged/);
    }
    expect(await refusal(sealed.subarray(0, sealed.length >> 1), PASSPHRASE)).toMatch("cut off");
    expect(await refusal(Buffer.alloc(0))).toMatch("not a backup");
    const entries = await entriesOf(open);
    expect(await refusal(await archive(entries.slice(0, -1)))).toMatch("incomplete");
    expect(await refusal(await archive([]))).toMatch("incomplete");
    expect(await refusal(await archive(entries.filter((_, place) => place !== 3)))).toMatch(
      "is not what was backed up",
    );
  });

  it("a file in which one byte is another", async () => {
    // the ten bytes of gzip's header reveal nothing about the content
    for (const share of [0, 0.5, 1]) {
      const bytes = Buffer.from(open);
      const at = 10 + Math.floor(share * (bytes.length - 11));
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      expect(await refusal(bytes), String(at)).toMatch(/damaged|cannot be read|not what/);
    }
    const bytes = Buffer.from(sealed);
    bytes[sealed.length - 20] = (bytes[sealed.length - 20] ?? 0) ^ 1;
    expect(await refusal(bytes, PASSPHRASE)).toMatch("damaged");
  });

  it("a row too many, a row changed, and what follows the end", async () => {
    const entries = await entriesOf(open);
    const place = entries.findIndex(({ name }) => name.startsWith("tables/editions/"));
    const with_ = (data: Buffer) =>
      archive(entries.map((e, at) => (at === place ? { ...e, data } : e)));
    const { data = Buffer.alloc(0) } = entries[place] ?? {};
    expect(await refusal(await with_(Buffer.concat([data, data])))).toMatch(
      /damaged|Postgres says/,
    );
    const changed = data.toString("utf8").replace("{AK}", "{KA}");
    expect(await refusal(await with_(Buffer.from(changed)))).toMatch("editions is not what");
    const more = { name: "more", data: Buffer.from("more") };
    expect(await refusal(await archive([...entries, more]))).toMatch("something follows its end");
    expect(await refusal(await archive([more]))).toMatch("not a backup");
  });

  it("a wrong passphrase, and none", async () => {
    expect(await refusal(sealed, "something else entirely")).toMatch("passphrase does not open");
    expect(await refusal(sealed)).toMatch("set BACKUP_PASSPHRASE");
  });

  it("a database that has anything in it", async () => {
    const url = await newDatabase();
    await look(url, (sql) => sql`create table mine as select 1 as one`);
    await expect(restore(url, file(open), null)).rejects.toThrow(
      "into an empty database only, and this one has tables (mine)",
    );
    const before = await contents(own);
    await expect(restore(own, file(open), null)).rejects.toThrow("empty database only");
    expect(await contents(own)).toEqual(before);
  });

  it("a backup of a newer version", async () => {
    const [first, ...rest] = await entriesOf(open);
    const head = JSON.parse(first?.data.toString("utf8") ?? "");
    head.migrations.push(9e12);
    const data = Buffer.from(JSON.stringify(head));
    expect(await refusal(await archive([{ name: "backup.json", data }, ...rest]))).toMatch(
      "update",
    );
  });

  it("a database of a newer version, or of none", async () => {
    await expect(backUp(await newDatabase(), null)).rejects.toThrow("nothing of Broadsheet");
    const url = await newDatabase(nameOf(restored));
    await look(
      url,
      (sql) =>
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e12)`,
    );
    await expect(backUp(url, null)).rejects.toThrow("newer version of Broadsheet");
  });
});

it("is read to its end by a check, without a database", async () => {
  const { head, rows } = await checkBackup(file(open), null);
  expect(head.hasSecrets).toBe(false);
  expect(rows).toBeGreaterThan(92 * 4);
  await expect(checkBackup(file(open.subarray(0, -20)), null)).rejects.toThrow(/cut off|damaged/);
});

it("of an older version is brought up to date", async () => {
  const older = await newDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-migrations-"));
  await cp(path.resolve(import.meta.dirname, "../../drizzle"), folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(journalFile, "utf8"));
  journal.entries = journal.entries.slice(0, 2);
  await writeFile(journalFile, JSON.stringify(journal));
  await look(older, async (sql) => {
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
    await sql`insert into papers (slug, title_key, title, abstract)
      values ('old', 'old', '“Old', 'An old paper')`;
  });
  await rm(folder, { recursive: true });
  const url = await newDatabase();
  const { head } = await restore(url, file(await backUp(older, null)), null);
  expect(head.migrations).toHaveLength(2);
  const after = await look(url, (sql) => sql`select slug, sort_title from papers`);
  expect([...after]).toEqual([{ slug: "old", sort_title: "old" }]);
  expect((await contents(url)).migrations).toHaveLength(knownMigrations().length);
});
