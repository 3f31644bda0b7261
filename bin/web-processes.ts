import cluster, { type Worker } from "node:cluster";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { StartError } from "@/db/start-error";
import { log } from "@/server/platform/log";
import { countForWebProcesses } from "@/server/platform/rate-limits/writes";
import { root } from "./setup.mjs";
import { GRACE_MS } from "./stopping";

/** The message that tells a web process to stop. */
export const STOP = "stop";

/** A web process stops in three steps, each with a limit. */
const STOP_MS = 3 * GRACE_MS;

/** A process that dies sooner dies early. */
const LONG_MS = 60_000;
const MAX_PAUSE_MS = 60_000;

/** How long a process that has died is not replaced, if so many have died early in a row. */
export const pauseMs = (early: number): number =>
  early < 2 ? 0 : Math.min(1_000 * 2 ** (early - 2), MAX_PAUSE_MS);

interface Web {
  worker: Worker;
  isAnswering: boolean;
  /** The port at which it answers. Rejects if it ends before it does. */
  answering: Promise<number>;
  ended: Promise<{ code: number | null; signal: string | null; livedMs: number }>;
}

/**
 * Starts processes that answer readers at one port, and replaces those that die. Each loads this
 * bundle, and ends with this process.
 */
export function startWebProcesses(count: number, bundle: string) {
  countForWebProcesses();
  cluster.setupPrimary({ exec: path.join(root, "bin/start.mjs"), args: ["--web", bundle] });
  const alive = new Set<Web>();
  let isStopping = false;

  function start(): Web {
    const began = performance.now();
    // one that cannot be told anything has died, and says so by its end
    const worker = cluster.fork().on("error", () => {});
    const ended: Web["ended"] = new Promise((resolve) => {
      worker.once("exit", (code, signal) => {
        alive.delete(web);
        resolve({ code, signal, livedMs: performance.now() - began });
      });
    });
    const answering = new Promise<number>((resolve, reject) => {
      worker.once("listening", ({ port }) => {
        web.isAnswering = true;
        resolve(port);
      });
      ended.then(() => reject(new StartError("A web process did not start, as said above.")));
    });
    answering.catch(() => {});
    const web = { worker, isAnswering: false, answering, ended };
    alive.add(web);
    return web;
  }

  /** Waits until it dies and starts another, again and again. */
  async function replace(web: Web): Promise<void> {
    let current = web;
    for (let early = 0; ; current = start()) {
      const { code, signal, livedMs } = await current.ended;
      if (isStopping) return;
      early = livedMs < LONG_MS ? early + 1 : 0;
      const ms = pauseMs(early);
      const how = { web: current.worker.process.pid, code, signal, pauseMs: ms };
      log().error(how, "a web process has died: another one takes its place after the pause");
      await setTimeout(ms);
      if (isStopping) return;
    }
  }

  const first = Array.from({ length: count }, start);
  return {
    /** The port, once all answer. Until then, one that dies ends the start. */
    answering: Promise.all(first.map(({ answering }) => answering)).then(([port = 0]) => {
      for (const web of first) void replace(web);
      return port;
    }),
    /** Lets them answer what they have begun, and ends them. */
    async stop(): Promise<void> {
      isStopping = true;
      const all = [...alive];
      for (const { worker, isAnswering } of all) {
        // one that still starts has nobody to answer, and may not listen to us yet
        if (isAnswering) worker.send(STOP);
        else worker.process.kill("SIGKILL");
      }
      await Promise.race([Promise.all(all.map(({ ended }) => ended)), setTimeout(STOP_MS)]);
      for (const { worker } of alive) worker.process.kill("SIGKILL");
    },
  };
}
