import { readdir, readFile } from "node:fs/promises";

/** What is measured: a process, and the Postgres on this machine that it uses. */
export interface Measured {
  pid: number | undefined;
  /** The first process of Postgres. */
  postmaster?: number;
}

/** A tick of `/proc` in milliseconds, on Linux. */
const TICK_MS = 10;

interface Process {
  parent: number;
  /** Processor milliseconds of its own, and of its children that have ended. */
  ms: number;
  endedMs: number;
}

/** Reads a process; null if it has ended, or the system has no `/proc`. */
async function read(pid: number | string): Promise<Process | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (!stat) return null;
  // from the third field on: the second, a name, may contain spaces
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const at = (field: number) => fields[field - 3] ?? 0;
  return { parent: at(4), ms: (at(14) + at(15)) * TICK_MS, endedMs: (at(16) + at(17)) * TICK_MS };
}

/** The processor milliseconds used so far; NaN where the system does not tell. */
export async function processorMs({ pid, postmaster }: Measured) {
  const own = pid === undefined ? null : await read(pid);
  return { own: own?.ms ?? Number.NaN, postgres: postmaster ? await family(postmaster) : 0 };
}

/** What a process and all its children have used. */
async function family(pid: number): Promise<number> {
  const first = await read(pid);
  if (!first) return Number.NaN;
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(names.map(read));
  const children = all.filter((one) => one?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.ms ?? 0), first.ms + first.endedMs);
}

/** The first process of Postgres, given one of its backends. */
export async function postmasterOf(backend: number): Promise<number | undefined> {
  return (await read(backend))?.parent;
}
