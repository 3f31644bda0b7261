// A Postgres of the oldest version that the README supports, for the server tests.
import { execFile } from "node:child_process";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { hasProgram } from "./debian.mjs";
import { load } from "./setup.mjs";

const exec = promisify(execFile);

export const OLDEST = 15;

const PROGRAMS = `/usr/lib/postgresql/${OLDEST}/bin`;

/** Settings that trade durability for speed: the data is temporary. */
const SETTINGS = ["listen_addresses=127.0.0.1", "fsync=off", "max_connections=200"];

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? (address?.port ?? 0) : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Starts one in a new folder; null if Debian's package is not installed and cannot be. */
export async function oldestPostgres() {
  if (!(await hasProgram(`${PROGRAMS}/initdb`, `postgresql-${OLDEST}`))) return null;
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-postgres-"));
  const data = path.join(folder, "data");
  const { serverAccount } = await load("db/server-account.ts");
  const account = await serverAccount(folder);
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o755);
  const options = { ...account, cwd: folder };
  const port = await freePort();
  const flags = [...SETTINGS, `unix_socket_directories=${folder}`].map((flag) => `-c ${flag}`);
  await exec(
    `${PROGRAMS}/initdb`,
    ["-D", data, "-U", "broadsheet", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
    options,
  );
  const log = path.join(folder, "server.log");
  const started = ["-D", data, "-w", "-l", log, "-o", `-p ${port} ${flags.join(" ")}`, "start"];
  await exec(`${PROGRAMS}/pg_ctl`, started, options);
  return {
    url: `postgres://broadsheet@127.0.0.1:${port}/postgres`,
    async stop() {
      await exec(`${PROGRAMS}/pg_ctl`, ["-D", data, "-w", "-m", "immediate", "stop"], options);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
