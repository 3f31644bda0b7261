import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { freePort } from "@/db/server-process";
import { until } from "./app";

export const PGBOUNCER = "/usr/sbin/pgbouncer";

/**
 * Starts a PgBouncer in front of the database at a URL, with the databases `transaction` and
 * `session`, named for how long each keeps a server session for its client.
 */
export async function startPgBouncer(folder: string, url: string) {
  const to = new URL(url);
  const port = await freePort();
  const target = `host=${to.hostname} port=${to.port} dbname=${to.pathname.slice(1)} user=${to.username} password=${to.password}`;
  const file = path.join(folder, "pgbouncer.ini");
  await writeFile(
    file,
    `[databases]
transaction = ${target} pool_mode=transaction
session = ${target} pool_mode=session
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
default_pool_size = 4
`,
  );
  await chmod(file, 0o644);
  // it refuses to run as root
  const account = process.getuid?.() === 0 ? ["-u", "postgres"] : [];
  const child = spawn(PGBOUNCER, [...account, file], { stdio: "ignore" });
  const exited = once(child, "exit");
  const address = (name: string) => `postgres://${to.username}@127.0.0.1:${port}/${name}`;
  await until(async () => {
    const session = postgres(address("transaction"), { max: 1, connect_timeout: 2 });
    try {
      return await session`select 1`;
    } finally {
      await session.end();
    }
  }, "PgBouncer to answer");
  return {
    transaction: address("transaction"),
    session: address("session"),
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
