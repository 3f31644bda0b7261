import type { ChildProcess } from "node:child_process";
import { type Answer, type Asked, errorOf } from "@/server/jobs/child-messages";
import type { Ending } from "@/server/jobs/handlers";
import type { Elsewhere } from "@/server/jobs/worker";
import { startChild } from "./child";

/** Starting it takes a second or two of a processor, so it is kept for the next job for a while. */
const IDLE_MS = 20_000;

/** The connections of its jobs. */
export const CHILD_POOL = 2;

/** What does not use a job's connection has a pool of one, and its probe has one. */
const APP_POOL = 1;
const PROBE = 1;

/** How many connections a child keeps at most. */
export const CHILD_CONNECTIONS = CHILD_POOL + APP_POOL + PROBE;

interface Running {
  resolve: (ending: Ending) => void;
  reject: (error: Error) => void;
}

interface Child {
  process: ChildProcess;
  running: Map<number, Running>;
  hasEnded: Promise<unknown>;
}

/**
 * Does jobs in one child process (`bin/long-jobs.ts`), which is started for the first of them, and
 * ended after some time without any. If it dies, its jobs fail, and are tried again as others are.
 */
export function jobsInChild(
  url: string,
  { idleMs = IDLE_MS } = {},
): { perform: Elsewhere; end: () => Promise<void> } {
  let child: Child | undefined;
  /** The end of the child before. */
  let hasEnded: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const end = async () => {
    clearTimeout(idle);
    child?.process.kill("SIGKILL");
    child = undefined;
    await hasEnded;
  };

  function start(): Child {
    const started = childOf(url);
    hasEnded = started.hasEnded.then(() => {
      if (child === started) child = undefined;
    });
    return started;
  }

  const perform: Elsewhere = async (name, payload, signal) => {
    // there is never a second one
    while (!child) {
      await hasEnded;
      child ??= start();
    }
    clearTimeout(idle);
    const { process: asked, running } = child;
    const id = ++lastId;
    const ending = new Promise<Ending>((resolve, reject) => running.set(id, { resolve, reject }));
    // what cannot be sent is answered by its end
    const send = (what: Asked) => asked.send(what, () => {});
    const stop = () => send({ id, stop: true });
    send({ id, name, payload });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    try {
      return await ending;
    } finally {
      signal.removeEventListener("abort", stop);
      running.delete(id);
      if (running.size === 0 && child?.process === asked) idle = setTimeout(end, idleMs);
    }
  };
  return { perform, end };
}

function childOf(url: string): Child {
  const child = startChild("bin/long-jobs.ts", url, { env: { DATABASE_POOL: String(APP_POOL) } });
  const running: Child["running"] = new Map();
  child.on("message", (answer: Answer) => {
    const job = running.get(answer.id);
    if ("ending" in answer) job?.resolve(answer.ending);
    else job?.reject(errorOf(answer.failure));
  });
  const hasEnded = endOf(child).then((said) => {
    for (const { reject } of running.values()) reject(new Error(said));
  });
  return { process: child, running, hasEnded };
}

/** Waits for its end, and says how it came. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on("exit", (code, signal) =>
      resolve(`The process that did it ended (${signal ?? `status ${code}`}).`),
    );
    child.on("error", ({ code }: NodeJS.ErrnoException) => {
      // other errors are followed by its end
      if (!child.pid) resolve(`The process that should do it did not start (${code}).`);
    });
  });
}
