import { z } from "zod";

/*
 * A backup is a tar archive, compressed with gzip: `tar -tzf` lists it. Its entries, in this order:
 *
 *   backup.json                     what it is, and which tables and columns follow
 *   tables/NAME/000001.copy …       a table in Postgres' COPY text format, in pieces of about 1 MB
 *   manifest.json                   rows and SHA-256 of each table: without it, the file is cut off
 *
 * With a passphrase, the whole archive is encrypted (`seal.ts`).
 */

export const FORMAT = 1;

const name = z.string().min(1).max(63);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.int().min(0);

export const headSchema = z.strictObject({
  broadsheetBackup: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** The server's version, for information only. */
  postgres: z.string().max(200),
  /** When each applied migration was written: Drizzle's name for it. */
  migrations: z.array(whole).min(1).max(10_000),
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1) })).max(1_000),
  /** Whether it contains password hashes and other secrets. */
  hasSecrets: z.boolean(),
  /** The installation's signing secret (`AUTH_SECRET`), if secrets are included. */
  authSecret: z.string().max(1_000).nullable(),
});

export type Head = z.output<typeof headSchema>;

export const manifestSchema = z.strictObject({
  /** SHA-256 of `backup.json`. */
  head: digest,
  tables: z.record(name, z.strictObject({ rows: whole, bytes: whole, sha256: digest })),
  sequences: z.record(
    name,
    z.strictObject({ lastValue: z.string().regex(/^-?\d{1,19}$/), isCalled: z.boolean() }),
  ),
});

export type Manifest = z.output<typeof manifestSchema>;

export const HEAD = "backup.json";
export const MANIFEST = "manifest.json";

export const pieceName = (table: string, number: number) =>
  `tables/${table}/${String(number).padStart(6, "0")}.copy`;

/** The table of an entry; null for other entries. */
export const tableOf = (entry: string) =>
  /^tables\/([^/]+)\/\d{6,}\.copy$/.exec(entry)?.[1] ?? null;
