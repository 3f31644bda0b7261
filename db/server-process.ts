import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A free TCP port of this machine: `wanted`, if possible. */
export async function freePort(wanted = 0): Promise<number> {
  const server = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(wanted, "127.0.0.1", resolve);
    });
  } catch (error) {
    if (wanted === 0) throw error;
    return freePort();
  }
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The process and port that the server of a data folder recorded. */
export async function readPid(data: string): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "")).split(
    "\n",
  );
  return lines[0] ? { pid: Number(lines[0]), port: Number(lines[3] ?? 0) } : null;
}

/**
 * Removes the pid file of a server that no longer runs. Postgres does so itself, unless another
 * process has since got the same number, as happens after a reboot or in a new container.
 */
export async function clearStalePid(data: string): Promise<void> {
  const noted = await readPid(data);
  if (noted && !(await mayServe(noted.pid, data))) {
    await rm(path.join(data, "postmaster.pid"), { force: true });
  }
}

/** Whether this process may be the data folder's server; if in doubt, true. */
async function mayServe(pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (process.platform === "linux") {
    // a server's working directory is its data folder; a dead, unreaped process has none
    const folder = await readlink(`/proc/${pid}/cwd`).catch((error) => error.code);
    if (folder !== "EACCES") return folder === (await realpath(data));
  }
  const [program, args] =
    process.platform === "win32"
      ? (["tasklist", ["/NH", "/FO", "CSV", "/FI", `PID eq ${pid}`]] as const)
      : (["ps", ["-p", String(pid), "-o", "comm="]] as const);
  return run(program, args).then(
    ({ stdout }) => stdout.includes("postgres"),
    () => true,
  );
}
