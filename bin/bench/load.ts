import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { root } from "../setup.mjs";
import type { Plan } from "./plans";
import { type Measured, processorMs } from "./processor";

/** The results of a load at one number of connections. */
export interface Measure {
  /** Answers per second. */
  rate: number;
  /** How long they took, in milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  /** How many there were. */
  count: number;
}

/** The same, with the processor milliseconds of an answer; NaN where the system does not tell. */
export interface Cost extends Measure {
  /** Of the process that answers. */
  ms: number;
  /** Of Postgres. */
  postgresMs: number;
}

export interface Amount {
  connections: number;
  seconds: number;
  /** Each connection begins at most one request in so many milliseconds; none waits without it. */
  every?: number;
}

/** Who answers a load. */
export interface Side extends Measured {
  url: string;
}

let client: ChildProcess | undefined;

/** The client, which is started once. */
async function theClient(): Promise<ChildProcess> {
  if (client) return client;
  const child = fork(path.join(root, "bin/run.mjs"), ["bin/bench/client.ts"], { cwd: root });
  await once(child, "message");
  client = child;
  return child;
}

/** Ends the client, which keeps this process from ending. */
export function endClient(): void {
  client?.kill();
  client = undefined;
}

/** What the client says next. */
function answerOf(child: ChildProcess): Promise<{ measure: Measure } | { error: string }> {
  return new Promise((resolve) => {
    const ended = () => resolve({ error: "The client has ended." });
    child.once("exit", ended);
    child.once("message", (told) => {
      child.off("exit", ended);
      resolve(told as { measure: Measure } | { error: string });
    });
  });
}

/** Loads a server. Rejects if anything is not answered, or not with a 200. */
export async function load(side: Side, plan: Plan, amount: Amount): Promise<Cost> {
  const child = await theClient();
  const before = await processorMs(side);
  child.send({ url: side.url, plan, amount });
  const told = await answerOf(child);
  if ("error" in told) throw new Error(`${side.url}: ${told.error}`);
  const after = await processorMs(side);
  const { count } = told.measure;
  return {
    ...told.measure,
    ms: (after.own - before.own) / count,
    postgresMs: (after.postgres - before.postgres) / count,
  };
}

/** The median of each number over the rounds. */
export function median<T extends Measure>(rounds: T[]): T {
  const [first] = rounds;
  if (!first) throw new Error("Nothing was measured.");
  const middle = (name: keyof T) =>
    rounds.map((round) => Number(round[name])).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  const names = Object.keys(first) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as unknown as T;
}
