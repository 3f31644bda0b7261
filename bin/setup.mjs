// Plain JavaScript without dependencies: it runs before anything is installed.
import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";

export const root = path.dirname(import.meta.dirname ?? new URL(".", import.meta.url).pathname);

/** An expected failure: the message is one sentence with the remedy. */
export class StartError extends Error {
  /** @override */
  name = "StartError";
}

/** @param {string} line */
export const say = (line) => console.log(line);

/**
 * Ends the process: prints one sentence for an expected failure, everything for an unexpected one.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  const foreseen = error instanceof Error && error.name === "StartError";
  // a database error includes the query and all its values: megabytes, and secrets
  console.error(foreseen ? error.message : error instanceof Error ? (error.cause ?? error) : error);
  process.exit(1);
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StartError(
    `Broadsheet needs Node.js 20.19 or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

/** Changes to the project's folder and reads its `.env`; variables that are already set win. */
export function loadSettings() {
  // the folder where the command was run, which is where its files are
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(root);
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
}

/** The port to serve on. */
export function port() {
  const text = process.env.PORT || "3000";
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65535) return number;
  throw new StartError(`PORT is "${text}", which is no port: choose a number such as 3000.`);
}

/**
 * Fails early, before minutes of building, if the port is not available.
 * @param {number} port
 * @param {string} [host] all addresses if omitted
 */
export async function requirePort(port, host) {
  const server = net.createServer();
  await new Promise((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, port, host)));
    server.listen(port, host, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
}

/**
 * @param {unknown} error
 * @param {number} port
 * @param {string} [host]
 */
export function listenError(error, port, host) {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EADDRINUSE") {
    return new StartError(
      `Port ${port} is taken by another program: stop that one, or choose another port, as in PORT=${port + 1} npm start.`,
    );
  }
  if (code === "EACCES") {
    return new StartError(
      `This user may not listen on port ${port}: choose one above 1023, as in PORT=3000 npm start.`,
    );
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new StartError(
      `HOST is "${host}", which is no address of this machine: leave it unset to listen on all.`,
    );
  }
  return error;
}

/**
 * The name of the work under way, where other work runs beside it: what its programs say is printed
 * with the name in front.
 * @type {AsyncLocalStorage<string>}
 */
export const besideOthers = new AsyncLocalStorage();

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit status
 */
export function run(command, args, env = {}) {
  const windows = process.platform === "win32";
  const label = besideOthers.getStore();
  return new Promise((resolve, reject) => {
    const child = spawn(windows ? `"${command}"` : command, args, {
      cwd: root,
      stdio: label ? ["inherit", "pipe", "pipe"] : "inherit",
      env: { ...process.env, ...env },
      // npm and the programs it installs are .cmd files on Windows
      shell: windows,
    });
    for (const input of [child.stdout, child.stderr]) {
      if (input) createInterface({ input }).on("line", (line) => say(`${label} │ ${line}`));
    }
    /** @type {NodeJS.Signals | undefined} */
    let stoppedBy;
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      if (stoppedBy) reject(new StartError("Stopped before it was done; the next start goes on."));
      else resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program that npm installed.
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export const tool = (name, args, env) =>
  run(path.join(root, "node_modules", ".bin", name), args, env);

/**
 * Lets one process at a time install or build. The holder touches the lock file every second, so
 * that one left behind by a crash is recognized by its age.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  const file = path.join(root, ".setup.lock");
  for (let waited = false; ; waited = true) {
    try {
      await (await open(file, "wx")).close();
      break;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code !== "EEXIST") {
        throw new StartError(
          `The project folder ${root} cannot be written to (${code}): run as the user who owns it, or correct its permissions.`,
        );
      }
      const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > 10_000) rmSync(file, { force: true });
      else if (!waited) say("Another start is installing or building: waiting for it …");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
  }, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
export const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest("hex");

const INSTALLED = path.join(root, "node_modules", ".broadsheet-installed");

const hasDevelopment = () => existsSync(path.join(root, "node_modules", "vitest"));

/** @param {boolean} development whether packages that only tests need must be installed too */
function isInstalled(development) {
  if (development && !hasDevelopment()) return false;
  const lock = path.join(root, "package-lock.json");
  if (read(INSTALLED) === hash(read(lock))) return true;
  // npm writes this file last, also when run by hand
  const own = statSync(path.join(root, "node_modules", ".package-lock.json"), {
    throwIfNoEntry: false,
  });
  return own !== undefined && own.mtimeMs >= statSync(lock).mtimeMs;
}

const MODULES = path.join(root, "node_modules");

/**
 * Whether `node_modules` records every package of the lock file.
 * @param {boolean} development
 */
function fitsLockFile(development) {
  try {
    const { packages: wanted } = JSON.parse(read(path.join(root, "package-lock.json")));
    const { packages: held } = JSON.parse(read(path.join(MODULES, ".package-lock.json")));
    const needed = Object.keys(wanted).filter((name) => {
      const { dev, optional, devOptional } = wanted[name];
      return name !== "" && !optional && !devOptional && (development || !dev);
    });
    return needed.every((name) => held[name]?.version === wanted[name].version);
  } catch {
    return false;
  }
}

/**
 * Whether `node_modules` links to another project's: it is used if it fits, and never changed.
 * @param {boolean} development
 */
function isLinked(development) {
  if (!lstatSync(MODULES, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  if (fitsLockFile(development)) return true;
  throw new StartError(
    `node_modules is a link to ${readlinkSync(MODULES)}, where packages differ from package-lock.json, and Broadsheet does not install through a link: remove the link, or run npm ci there.`,
  );
}

/** Installs exactly what the lock file says, unless it is installed already. */
export async function install({ development = false } = {}) {
  if (isLinked(development) || isInstalled(development)) return;
  await alone(async () => {
    if (isInstalled(development)) return;
    say("Installing what is missing; this takes a minute or two …");
    const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
    // keep test dependencies if they were installed
    flags.push(development || hasDevelopment() ? "--include=dev" : "--omit=dev");
    if ((await run("npm", ["ci", ...flags])) !== 0) {
      throw new StartError(
        "npm could not install what is missing, as said above: check the network and the free disk space, and start again.",
      );
    }
    await writeFile(INSTALLED, hash(read(path.join(root, "package-lock.json"))));
  });
}

/** The inputs of a build: folders, and files next to them. */
const SOURCES = ["app", "components", "server", "db", "public"];
const NOT_BUILT = /^(vitest|playwright|drizzle)\.config\.ts$|\.d\.ts$/;

/** The inputs of our commands: these, and those of a build. */
export const HASHED = [...SOURCES, "bin", "package.json"];

/** @param {string} folder @returns {string[]} its files, relative to the project */
const filesOf = (folder) =>
  existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    : [];

/** Hashes of everything that goes into the build, and into the bundle of our commands. */
export function sources() {
  const files = readdirSync(root)
    .filter((name) => /\.(ts|mjs)$|^package-lock\.json$/.test(name) && !NOT_BUILT.test(name))
    .concat("tsconfig.json", SOURCES.flatMap(filesOf));
  const sum = createHash("sha256");
  /** @param {string[]} more */
  const add = (more) => {
    for (const file of more.sort())
      sum.update(`${file}\0`).update(readFileSync(path.join(root, file)));
    return sum.copy().digest("hex");
  };
  return { site: add(files), commands: add([...filesOf("bin"), "package.json"]) };
}

/**
 * Runs one of our TypeScript modules in this process, as in development: `loadCommand` is for
 * production. Through `require`, because `import` hooks run in a thread that Next's imports would
 * have to ask on every request: a third of its time. The hooks are removed once it is loaded, so
 * they do not affect what Next loads later.
 * @param {string} file relative to the project
 * @returns {Promise<any>} its exports
 */
export async function load(file) {
  const { register } = await import("tsx/cjs/api");
  const unregister = register();
  const loaded = createRequire(import.meta.url)(`../${file}`);
  unregister();
  return loaded;
}
