import { type ChildProcess, spawn } from "node:child_process";
import os from "node:os";
import { connect } from "@/db/client";
import { root } from "./setup.mjs";

/** A child yields to all others. */
const NICENESS = 10;

/**
 * Runs a file of `bin/` in a child process, on the database at this address. It has a channel to this
 * process, and can end when that does.
 */
export function startChild(
  file: string,
  url: string,
  { env, signal }: { env?: Record<string, string>; signal?: AbortSignal } = {},
): ChildProcess {
  const child = spawn(process.execPath, ["bin/run.mjs", file], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    signal,
    killSignal: "SIGKILL",
  });
  if (child.pid) {
    try {
      os.setPriority(child.pid, NICENESS);
    } catch {
      // it has ended already, or the system has no such thing: it works all the same
    }
  }
  return child;
}

/** In a child, first of all: it ends with its parent, and not before. */
export function endWithParent(): void {
  // a terminal tells all its processes to stop: the app stops its children when it is time
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  process.on("disconnect", () => process.exit(1));
  if (!process.connected) process.exit(1);
}

/** In a child: connects to the database that its parent has opened. */
export function connectInChild({ max, name }: { max: number; name: string }) {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = url } = process.env;
  if (!url) throw new Error("DATABASE_URL is missing: the app runs this.");
  return connect(url, { max, name, prepare: directUrl === url });
}
