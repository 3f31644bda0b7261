import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { lock } from "proper-lockfile";
import { canEnter, serverAccount } from "./server-account";
import { type Programs, programs } from "./server-binaries";
import { clearStalePid, freePort, readPid } from "./server-process";
import { StartError } from "./start-error";

/**
 * The name of the session by which each process keeps the server running: the last one to close it
 * stops the server.
 */
const PRESENCE = "broadsheet presence";

/** How long finding or starting a server may take, not counting recovery. */
const START_MS = 30_000;

const WRONG_PASSWORD = "28P01";

/** How many connections a server allows at least, and how many besides the app's. */
const MIN_CONNECTIONS = 200;
const OTHER_CONNECTIONS = 20;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  // no socket file: its path would be too long in a deep folder
  unix_socket_directories: "",
  // a verbose log would quote refused rows and whole statements, with names, addresses and notes
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

export interface Embedded {
  url: string;
  /** Releases the server, and stops it unless another process still uses it. */
  stop(): Promise<void>;
}

interface Options {
  /** Postgres settings that override ours, such as `{ fsync: "off" }` for tests. */
  settings?: Record<string, string>;
  say?: (line: string) => void;
  /** How many connections the app will keep: a server that is started now allows them. */
  connections?: number;
  /** Called if the server died and could not be restarted at the same address. */
  onLost?: (error: unknown) => void;
}

/**
 * The address of the server running on this folder, without a database; null if none is running.
 */
export async function serverUrl(folder: string): Promise<string | null> {
  const noted = await readPid(path.join(folder, "postgres"));
  if (!noted?.port) return null;
  const password = await readFile(path.join(folder, "password"), "utf8").catch(() => "");
  return `postgres://broadsheet:${encodeURIComponent(password)}@127.0.0.1:${noted.port}`;
}

/**
 * Starts the embedded Postgres of a data folder, or connects to the one that already serves it.
 * Safe to call from several processes at once. Until released, a server that dies is restarted.
 */
export async function embedded(folder: string, options: Options = {}): Promise<Embedded> {
  const data = path.join(folder, "postgres");
  const log = path.join(data, "server.log");
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, ".writable"), "");
    // if several start at once, the first one removes it
    await rm(path.join(folder, ".writable"), { force: true });
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}): correct its permissions, or choose another folder with DATA_DIR.`,
    );
  }
  const account = await serverAccount(data);
  if (!(await canEnter(account, folder))) {
    throw new StartError(
      `As root, Postgres runs as the user \`postgres\`, who cannot enter ${folder}: choose a folder outside private homes with DATA_DIR, or start Broadsheet as an ordinary user.`,
    );
  }

  /** Runs exclusively among all processes that manage this folder. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const release = await lock(folder, {
      lockfilePath: path.join(folder, "lock"),
      stale: 5_000,
      retries: { retries: 600, factor: 1, minTimeout: 200, maxTimeout: 200 },
    });
    try {
      return await work();
    } finally {
      await release();
    }
  }

  async function initialize(server: Programs): Promise<void> {
    const version = await readFile(path.join(data, "PG_VERSION"), "utf8").catch(() => null);
    if (version !== null) {
      if (Number(version) === server.major) return;
      const age = Number(version) > server.major ? "newer" : "older";
      throw new StartError(
        `The data folder ${folder} was written by a${age === "newer" ? "" : "n"} ${age} version of Broadsheet with PostgreSQL ${version.trim()}, and this one brings ${server.major}: start that version, or choose another folder with DATA_DIR.`,
      );
    }
    options.say?.(`Setting up a database in ${folder} …`);
    const password = path.join(folder, "password");
    // initialized in another folder and renamed, so that an interrupted one is never used
    const fresh = `${data}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(password, randomBytes(18).toString("base64url"), { mode: 0o600 });
    if (account.uid !== undefined) {
      await chown(fresh, account.uid, account.gid);
      await chown(password, account.uid, account.gid);
    }
    try {
      await server.initdb([
        ...["-D", fresh, "-U", "broadsheet", "-A", "scram-sha-256", `--pwfile=${password}`],
        ...["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
      ]);
    } catch (error) {
      const reason = String((error as { stderr?: string }).stderr ?? error).split("\n")[0];
      throw new StartError(
        `No database could be set up in ${folder} (${reason}): check the free disk space and its permissions.`,
      );
    }
    await rename(fresh, data);
  }

  async function start(server: Programs): Promise<void> {
    const remembered = path.join(folder, "port");
    const port = await freePort(Number(await readFile(remembered, "utf8").catch(() => "0")));
    await writeFile(remembered, String(port));
    const most = Math.max(MIN_CONNECTIONS, (options.connections ?? 0) + OTHER_CONNECTIONS);
    const settings = { ...SETTINGS, max_connections: most, ...options.settings };
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    await server.control([
      // recovery after a crash may take long
      ...["start", "-D", data, "-w", "-t", "600", "-l", log],
      ...["-o", `-p ${port} ${flags.join(" ")}`],
    ]);
  }

  /**
   * Opens the session that keeps the server running. Returns null if no server runs, or not yet.
   */
  async function hold(onClose: () => void) {
    const server = await serverUrl(folder);
    if (!server) return null;
    const session = postgres(`${server}/postgres`, {
      max: 1,
      connect_timeout: 5,
      max_lifetime: null,
      connection: { application_name: PRESENCE },
      onclose: onClose,
      onnotice: () => {},
    });
    try {
      const exists = await session`select 1 from pg_database where datname = 'broadsheet'`;
      if (exists.length === 0) await session`create database broadsheet`;
      return { session, url: `${server}/broadsheet` };
    } catch (error) {
      await session.end({ timeout: 0 });
      if ((error as { code?: string }).code !== WRONG_PASSWORD) return null;
      throw new StartError(
        `The embedded Postgres does not let us in: the file password in ${folder} does not hold its password, so restore it from a backup.`,
      );
    }
  }

  /** Connects to the server or starts it, whatever state a crash has left. */
  async function holdOrStart(server: Programs, onClose: () => void) {
    const deadline = Date.now() + START_MS;
    for (;;) {
      await clearStalePid(data);
      const held = await hold(onClose);
      if (held) return held;
      if (Date.now() > deadline) {
        throw new StartError(`The embedded Postgres does not start: ${log} says why.`);
      }
      // fails until the last sessions of a killed server notice
      await start(server).catch(() => new Promise((resolve) => setTimeout(resolve, 250)));
    }
  }

  let stopped = false;
  let server: Programs;

  async function attach(): Promise<NonNullable<Awaited<ReturnType<typeof hold>>>> {
    let attached = false;
    const onClose = () => {
      if (attached && !stopped) reattach();
      attached = false;
    };
    return alone(async () => {
      server ??= await programs(folder, account);
      await initialize(server);
      const held = await holdOrStart(server, onClose);
      attached = true;
      return held;
    });
  }

  async function reattach(): Promise<void> {
    try {
      const again = await attach();
      if (again.url !== held.url) throw new StartError("The embedded Postgres has moved.");
      held = again;
    } catch (error) {
      options.onLost?.(error);
    }
  }

  let held = await attach();
  return {
    url: held.url,
    stop: () =>
      alone(async () => {
        if (stopped) return;
        stopped = true;
        const others = await held.session`
          select 1 from pg_stat_activity
          where application_name = ${PRESENCE} and pid <> pg_backend_pid()`.catch(() => []);
        await held.session.end({ timeout: 1 });
        if (others.length > 0 || !existsSync(path.join(data, "postmaster.pid"))) return;
        await server.control(["stop", "-D", data, "-m", "fast", "-w", "-t", "60"]);
      }),
  };
}
