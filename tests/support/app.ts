import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePort } from "@/db/server-process";

/** A process of ours, and its output so far. */
export interface Running {
  pid: number;
  output(): string;
  /** Resolves with its exit status; null if a signal ended it. */
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Runs one of our scripts. */
export const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram(process.execPath, args, env);

export function runProgram(
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Running {
  const child = spawn(program, args, {
    env: { ...process.env, DATABASE_URL: "", LOG_LEVEL: "error", SOURCES: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  if (!child.pid) throw new Error("the process did not start");
  return { pid: child.pid, output: () => output, exited, kill: (signal) => child.kill(signal) };
}

/** Polls until the check returns a result; fails with the process's output. */
export async function until<T>(check: () => Promise<T | null>, what: string): Promise<T> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const answer = await check().catch(() => null);
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain: ${what}`);
}

export interface App extends Running {
  url: string;
}

/** Starts the app on this data folder, as `npm start` does, and waits until it is ready. */
export async function startApp(folder: string, env: Record<string, string> = {}): Promise<App> {
  const port = String(await freePort());
  const app = run(["bin/start.mjs"], { DATA_DIR: folder, PORT: port, HOST: "127.0.0.1", ...env });
  let code: number | null | undefined;
  app.exited.then((status) => {
    code = status;
  });
  const url = await until(async () => {
    if (code !== undefined) throw new Error(app.output());
    return /ready at (\S+)/.exec(app.output())?.[1] ?? null;
  }, "the app to be ready").catch((error) => {
    app.kill("SIGKILL");
    throw new Error(`${error.message}\n${app.output()}`);
  });
  return { ...app, url };
}

/** The process id of the folder's Postgres, or null if none is recorded. */
export async function serverPid(folder: string): Promise<number | null> {
  const file = path.join(folder, "postgres", "postmaster.pid");
  return readFile(file, "utf8").then(
    (text) => Number(text.split("\n")[0]),
    () => null,
  );
}

/** The URL of the folder's database, for direct queries. */
export async function databaseUrl(folder: string): Promise<string> {
  const password = await readFile(path.join(folder, "password"), "utf8");
  const lines = await readFile(path.join(folder, "postgres", "postmaster.pid"), "utf8");
  return `postgres://broadsheet:${password}@127.0.0.1:${lines.split("\n")[3]}/broadsheet`;
}
