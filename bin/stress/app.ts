import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { connect } from "@/db/client";
import { serverUrl } from "@/db/embedded";
import { readPid } from "@/db/server-process";
import { freePort, startApp, stop } from "../bench/app";
import { root } from "../setup.mjs";

/** What a part of the test did, and the faults it found. */
export interface Report {
  did: string[];
  wrong: string[];
}

/** A temporary folder with its own database, and how to start the app on it. */
export interface Place {
  folder: string;
  url: string;
  /** With `isProbed`, `memoryOf` can measure it. */
  start: (options?: { isProbed?: boolean }) => Promise<ChildProcess>;
  /** Opens the database of the running app. */
  database: () => Promise<ReturnType<typeof connect>>;
}

const PROBE = ["--expose-gc", "--import", path.join(root, "bin/stress/probe.mjs")];

/** Runs one part in its own place, and removes the place afterwards. */
export async function inPlace(part: (place: Place) => Promise<Report>): Promise<Report> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-stress-"));
  // for root, the embedded Postgres runs as the user `postgres`, who must be able to enter
  await chmod(folder, 0o755);
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: "",
    DATABASE_DIRECT_URL: "",
    SMTP_URL: "",
    HOST: "127.0.0.1",
    PORT: port,
    APP_URL: url,
    LOG_LEVEL: "error",
    SIGN_UP: "invite",
  };
  Object.assign(process.env, env);
  let app: ChildProcess | undefined;
  try {
    return await part({
      folder,
      url,
      async start({ isProbed = false } = {}) {
        app = await startApp(env, isProbed ? PROBE : []);
        return app;
      },
      database: async () => connect(`${await serverUrl(folder)}/broadsheet`, { max: 4 }),
    });
  } finally {
    if (app && isRunning(app)) await stop(app);
    await killServer(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Kills the database server; one that was stopped before has no pid file anymore. */
export async function killServer(folder: string): Promise<void> {
  const server = await readPid(path.join(folder, "postgres"));
  try {
    if (server) process.kill(server.pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export const isRunning = (app: ChildProcess) => app.exitCode === null && app.signalCode === null;

/** The bytes that the app uses after garbage collection, and the most it has used so far. */
export async function memoryOf(app: ChildProcess): Promise<{ held: number; most: number }> {
  const told = once(app, "message", { signal: AbortSignal.timeout(60_000) });
  app.send("memory");
  const [memory] = await told;
  return memory;
}

export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
