import { randomBytes, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import type { Database } from "@/db/client";
import { dataFolder } from "@/db/data-folder";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { StartError } from "@/db/start-error";
import type { Context } from "@/server/context";
import { type Env, readEnv } from "@/server/env";
import { root, say } from "./setup.mjs";

/** The context of what runs from the command line or at start. */
export const systemContext = (db: Database): Context => ({
  db,
  actor: { kind: "system" },
  now: () => new Date(),
  requestId: randomUUID(),
});

/** Oldest Postgres that has everything the schema uses. */
const OLDEST = 15;

export interface OpenDatabase {
  url: string;
  /** Whether it is the embedded one. */
  isEmbedded: boolean;
  /** What to sign with, unless the settings say. */
  secret: string | undefined;
  close(): Promise<void>;
}

/** The settings, or one sentence that says which do not fit. */
export function settings(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}

/** Opens the given Postgres or the embedded one, and brings it up to date. */
export async function openDatabase(
  env: Env,
  onLost: (error: unknown) => void = () => {},
): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    await check(env.DATABASE_URL);
    await upToDate(env.DATABASE_URL);
    const close = async () => {};
    return { url: env.DATABASE_URL, isEmbedded: false, secret: env.AUTH_SECRET, close };
  }
  const folder = await dataFolder(root, env.DATA_DIR, say);
  const server = await embedded(folder, { say, onLost });
  try {
    await upToDate(server.url);
    const secret = env.AUTH_SECRET ?? (await ownSecret(folder));
    return { url: server.url, isEmbedded: true, secret, close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** One sentence when the given Postgres does not serve. */
async function check(url: string): Promise<void> {
  const session = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await session`select current_setting('server_version_num')::int / 10000 as major`;
    if (row?.major < OLDEST) {
      throw new StartError(
        `DATABASE_URL points to PostgreSQL ${row?.major}, and Broadsheet needs ${OLDEST} or newer: update it, or unset DATABASE_URL to use the embedded one.`,
      );
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `DATABASE_URL points to a Postgres that does not let us in (${message || code}): start it, or correct the address, or unset DATABASE_URL to use the embedded one.`,
    );
  } finally {
    await session.end({ timeout: 1 });
  }
}

async function upToDate(url: string): Promise<void> {
  try {
    await migrate(url);
  } catch (error) {
    if (error instanceof postgres.PostgresError) {
      throw new StartError(
        `The database could not be brought up to date (${error.message}): its user must own it, and the extension unaccent must be to be had.`,
      );
    }
    throw error;
  }
}

/** The secret of this installation, made at its first start and readable by its owner only. */
async function ownSecret(folder: string): Promise<string> {
  const file = path.join(folder, "secret");
  const fresh = randomBytes(32).toString("base64url");
  // of two that start at once, one writes it and both read it
  await writeFile(file, fresh, { mode: 0o600, flag: "wx" }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(file, "utf8");
}
