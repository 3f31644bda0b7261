import { EventEmitter } from "node:events";
import {
  Logger,
  type ParsedCronItem,
  parseCronItems,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Pool } from "pg";
import { ThrottledError } from "../ingest/sources/source-error";
import type { Context } from "../platform/context";
import { instantOf, isDue } from "../platform/jobs/schedule";
import { activeTasks, type TaskName, taskNames, taskOf } from "../platform/jobs/tasks";
import { discreet, log } from "../platform/log";
import { type Ending, handle } from "./handlers";
import { beat, leave, putOff, recordRun, registerTasks, supersede } from "./mutations";

const BEAT_MS = 10_000;

/** Also finds jobs whose notification was lost. */
const POLL_MS = 2_000;

const CONCURRENCY = 2;
/** After a job, its queue stays locked for about as long: the library does not wait until it is not. */
const UNLOCKED_MS = 20;

/** How long jobs may take once the process is told to stop. */
const GRACE_MS = 5_000;

/** A run that was missed is made up for within a day. */
const BACKFILL_MS = 86_400_000;

/** Does a job in another process, with the handler that it has here. */
export type Elsewhere = (name: TaskName, payload: unknown, signal: AbortSignal) => Promise<Ending>;

interface Options {
  /** The queue's own pool, for its driver. */
  pool: Pool;
  /** A context whose actor is the system. */
  context: () => Context;
  /** The installation's time zone. */
  zone: string;
  /** Does what computes for long, if this process has others to answer. */
  elsewhere?: Elsewhere | undefined;
}

/** Runs a job: what it did, or the sentence that says why not, is recorded. */
async function perform(
  name: TaskName,
  {
    ctx,
    payload,
    job,
    signal,
    elsewhere,
  }: {
    ctx: Context;
    payload: unknown;
    job: { id: string; attempts: number };
    signal: AbortSignal;
    elsewhere: Elsewhere | undefined;
  },
): Promise<void> {
  const startedAt = ctx.now();
  try {
    const task = taskOf(name);
    if (task.schedule) await supersede(ctx, name);
    const parsed = task.payload.parse(payload);
    const ending =
      elsewhere && task.isLong?.(parsed)
        ? await elsewhere(name, parsed, signal)
        : await handle(ctx, name, parsed, signal);
    await recordRun(ctx, { ...ending, name, startedAt });
  } catch (error) {
    log().error({ err: error, task: name, attempt: job.attempts }, "a job failed");
    const said = discreet(error instanceof Error ? error.message : "It failed without a reason.");
    // the queue notes the failure even if the database does not take these
    await recordRun(ctx, { outcome: "failed", said, name, startedAt }).catch(() => {});
    await putOff(ctx, job, askedMs(error)).catch(() => {});
    // what the queue keeps is shown to administrators, and is in backups of the database
    throw new Error(said);
  }
}

/** How long a site asks to be left alone, if it does. */
const askedMs = (error: unknown) => (error instanceof ThrottledError && error.retryAfterMs) || 0;

function taskList({ context, elsewhere }: Pick<Options, "context" | "elsewhere">): TaskList {
  return Object.fromEntries(
    taskNames.map((name) => [
      name,
      (payload: unknown, { job, abortSignal }) =>
        perform(name, {
          ctx: context(),
          payload,
          job,
          signal: abortSignal ?? new AbortController().signal,
          elsewhere,
        }),
    ]),
  );
}

/** The scheduled tasks, as the queue's library wants them. */
export function cronItems(zone: string, now: () => Date): ParsedCronItem[] {
  return parseCronItems(
    activeTasks().flatMap((task) => {
      const { schedule, attempts, queue, priority } = taskOf(task);
      if (!schedule) return [];
      return {
        task,
        match: (minute) => isDue(schedule, instantOf(minute, now()), zone),
        options: {
          backfillPeriod: BACKFILL_MS,
          maxAttempts: attempts,
          jobKey: task,
          ...(queue ? { queueName: queue } : {}),
          ...(priority ? { priority } : {}),
        },
      };
    }),
  );
}

/** The library's own lines: failures of jobs are logged above, without their data. */
const quiet = new Logger(() => (level, message) => {
  if (level === "error") log().warn({ said: discreet(message.split("\n", 1)[0] ?? "") }, "queue");
});

/**
 * Has a worker that finds no job right after it has done one ask once more, when the queue is no longer
 * locked by that job: it would wait for the next poll between any two jobs of a queue.
 */
function askAgainAfterJobs(events: WorkerEvents): void {
  const ready = new WeakSet<object>();
  events.on("job:complete", ({ worker }) => void ready.add(worker));
  events.on("worker:getJob:empty", ({ worker }) => {
    if (!ready.delete(worker)) return;
    setTimeout(() => {
      try {
        worker.nudge();
      } catch {
        // it has been stopped
      }
    }, UNLOCKED_MS).unref();
  });
}

/** Starts doing jobs in this process. Returns a function that stops it. */
export async function startWorker({
  pool,
  context,
  zone,
  elsewhere,
}: Options): Promise<() => Promise<void>> {
  await registerTasks(context());
  const events: WorkerEvents = new EventEmitter();
  askAgainAfterJobs(events);
  let workerId = "";
  const runner = await run({
    pgPool: pool,
    taskList: taskList({ context, elsewhere }),
    parsedCronItems: cronItems(zone, () => context().now()),
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: GRACE_MS,
    logger: quiet,
    events,
    preset: {
      plugins: [
        {
          name: "BeatPlugin",
          version: "1.0.0",
          worker: {
            hooks: {
              // before the first job, so that none is locked by a worker that is not known
              async startWorker(_, { worker }) {
                workerId = worker.workerPool.id;
                await beat(context(), workerId);
              },
            },
          },
        },
      ],
    },
  });
  const timer = setInterval(() => {
    if (workerId) beat(context(), workerId).catch(() => {});
  }, BEAT_MS).unref();
  // it ends by itself only if its promise rejects, and the process then does without
  runner.promise.catch((err) => log().error({ err }, "background jobs have stopped"));
  return async () => {
    clearInterval(timer);
    await runner.stop();
    if (workerId) await leave(context(), workerId).catch(() => {});
  };
}
