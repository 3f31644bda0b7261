import { randomBytes, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkDatabase } from "@/db/check";
import { connect, type Database } from "@/db/client";
import { dataFolder } from "@/db/data-folder";
import { embedded } from "@/db/embedded";
import { startError } from "@/db/failure";
import { migrate } from "@/db/migrate";
import { StartError } from "@/db/start-error";
import type { Context } from "@/server/platform/context";
import { type Env, readEnv } from "@/server/platform/env";
import { root, say } from "./setup.mjs";

/** The context of the command line and of startup. */
export const systemContext = (db: Database): Context => ({
  db,
  actor: { kind: "system" },
  now: () => new Date(),
  requestId: randomUUID(),
});

export interface Server {
  url: string;
  /** An address that keeps sessions: different from `url` only if that leads through a pooler. */
  sessionUrl: string;
  /** The data folder of the embedded database; null for an external Postgres. */
  folder: string | null;
  close(): Promise<void>;
}

export interface OpenDatabase {
  url: string;
  sessionUrl: string;
  /** The data folder of the embedded database; null for an external Postgres. */
  folder: string | null;
  /** The signing secret, unless the settings give one. */
  secret: string | undefined;
  connect(options: { max: number; name: string }): ReturnType<typeof connect>;
  close(): Promise<void>;
}

interface Options {
  /** Called if the embedded server died and could not be restarted. */
  onLost?: (error: unknown) => void;
  /** How many connections the app will keep, and how many processes keep them. */
  connections?: number;
  processes?: number;
  /** Cancels the opening. */
  signal?: AbortSignal;
}

/** The settings. Throws a sentence that names the invalid ones. */
export function settings(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}

/**
 * Opens the given Postgres, after checking that it is usable, or the embedded one. Does not
 * migrate.
 */
export async function openServer(env: Env, options: Options = {}): Promise<Server> {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl } = env;
  if (url) {
    for (const warning of await checkDatabase({ url, directUrl }, options)) say(warning);
    return { url, sessionUrl: directUrl ?? url, folder: null, close: async () => {} };
  }
  const folder = await dataFolder(root, env.DATA_DIR, say);
  const { onLost, connections } = options;
  const { url: own, stop } = await embedded(folder, { say, onLost, connections });
  return { url: own, sessionUrl: own, folder, close: stop };
}

/** Opens the given Postgres or the embedded one, and migrates it. */
export async function openDatabase(env: Env, options: Options = {}): Promise<OpenDatabase> {
  const { url, sessionUrl, folder, close } = await openServer(env, options);
  try {
    const setting = env.DATABASE_DIRECT_URL ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
    await migrate(sessionUrl, { say, signal: options.signal }).catch((error) => {
      throw startError(error, setting, notUpToDate);
    });
    return {
      url,
      sessionUrl,
      folder,
      secret: env.AUTH_SECRET ?? (folder ? await ownSecret(secretFile(folder)) : undefined),
      connect: (given) => connect(url, { ...given, prepare: sessionUrl === url }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tells this process's environment about the database, for code that reads its settings there. */
export function share({ url, folder, secret }: OpenDatabase): void {
  process.env.DATABASE_URL = url;
  process.env.DATA_DIR = folder ?? "";
  if (secret) process.env.AUTH_SECRET = secret;
}

const notUpToDate = (message: string) =>
  `The database could not be brought up to date (${message}): its user must own it. Nothing was changed.`;

/** The file with an embedded installation's signing secret. */
export const secretFile = (folder: string) => path.join(folder, "secret");

/** The secret of this installation, created on its first start and readable only by its owner. */
async function ownSecret(file: string): Promise<string> {
  const fresh = randomBytes(32).toString("base64url");
  // if two start at once, one writes it and both read it
  await writeFile(file, fresh, { mode: 0o600, flag: "wx" }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(file, "utf8");
}
