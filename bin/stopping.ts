import { setTimeout } from "node:timers/promises";
import { fail } from "./setup.mjs";

/** How long running requests and jobs may take once the process is told to stop. */
export const GRACE_MS = 5_000;

/** A step that hangs must not keep the others from stopping. */
export const withinGrace = (work: Promise<unknown>) => Promise.race([work, setTimeout(GRACE_MS)]);

/** Collects cleanup steps, and runs them once, in reverse order. */
export function undoing() {
  const steps: (() => Promise<unknown>)[] = [];
  let undone: Promise<void> | undefined;
  const undo = async () => {
    for (const step of steps.reverse()) await step();
  };
  return {
    /**
     * Also waits for and cleans up work in progress when stopping; after that, starts nothing more.
     */
    after<T>(work: Promise<T>, step: (result: T) => Promise<unknown> = async () => {}): Promise<T> {
      steps.push(() => work.then(step, () => {}));
      return work.finally(() => undone && new Promise<never>(() => {}));
    },
    run() {
      undone ??= undo();
      return undone;
    },
  };
}

export function stopOnSignal(cleanUp: ReturnType<typeof undoing>, stopped: AbortController): void {
  const stop = () => {
    stopped.abort();
    cleanUp.run().then(() => process.exit(0), fail);
  };
  // npm repeats the signal that the terminal has already sent, so ignore a second one
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // a signal to npm alone ends npm and its shell, which do not pass it on
  const parent = process.ppid;
  const isOrphan = () => process.env.npm_lifecycle_event && process.ppid !== parent;
  setInterval(() => isOrphan() && stop(), 500).unref();
}
