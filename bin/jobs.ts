import { openQueuePool } from "@/db/queue";
import { startWorker } from "@/server/jobs/worker";
import type { Env } from "@/server/platform/env";
import { type OpenDatabase, systemContext } from "./database";
import { jobsInChild } from "./jobs-in-child";

/** The connections of the queue: one waits for jobs, the others fetch and finish them. */
const QUEUE_POOL = 3;

/** One for each job that runs at the same time. */
const JOBS_POOL = 2;

/** What is derived from papers. */
const DERIVED_POOL = 1;

/** How many connections a process that does background jobs keeps for them. */
export const JOB_CONNECTIONS = QUEUE_POOL + JOBS_POOL + DERIVED_POOL;

/**
 * Starts doing background jobs in this process. Returns a function that stops it: jobs that run get
 * a few seconds to end, and others are done by the next process. If it serves pages, a child process
 * does what computes for long.
 */
export async function startJobs(
  { connect, sessionUrl, url }: OpenDatabase,
  { TIME_ZONE: zone }: Pick<Env, "TIME_ZONE">,
  { servesPages = false } = {},
): Promise<() => Promise<void>> {
  const { db, end } = connect({ max: JOBS_POOL, name: "broadsheet jobs" });
  const pool = await openQueuePool(sessionUrl, { max: QUEUE_POOL, name: "broadsheet queue" });
  const child = servesPages ? jobsInChild(url) : undefined;
  const close = () => Promise.all([child?.end(), pool.end(), end()]);
  try {
    const stop = await startWorker({
      pool,
      context: () => systemContext(db),
      zone,
      elsewhere: child?.perform,
    });
    return async () => {
      await stop();
      await close();
    };
  } catch (error) {
    await close();
    throw error;
  }
}
