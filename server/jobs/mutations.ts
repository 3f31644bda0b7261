import { eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { jobTasks, jobWorkers } from "@/db/schema/jobs";
import { logAct } from "../audit/mutations";
import type { Context, UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { enqueueJob } from "../platform/jobs/enqueue";
import {
  activeTasks,
  type Payload,
  type TaskName,
  taskNames,
  taskOf,
} from "../platform/jobs/tasks";
import { transaction } from "../platform/transaction";
import type { Ending } from "./handlers";
import { isSilent } from "./queries";
import type { failedJobInput, runNowInput } from "./schema";

/** How long failed jobs are kept for an administrator to see. */
const KEPT_DAYS = 30;

const MAX_SAID = 1_000;

/**
 * Enters the tasks of this version. What asks other sites by itself begins at once, if it has never
 * succeeded: a fresh installation does not wait for its time.
 */
export async function registerTasks(ctx: Context): Promise<void> {
  const names = taskNames.map((name) => ({ name, knownSince: ctx.now() }));
  await ctx.db.insert(jobTasks).values(names).onConflictDoNothing();
  const without = await ctx.db
    .select({ name: jobTasks.name })
    .from(jobTasks)
    .where(isNull(jobTasks.succeededAt));
  for (const name of activeTasks()) {
    const { asksOthers, schedule } = taskOf(name);
    const isNew = asksOthers && schedule && without.some((task) => task.name === name);
    if (isNew) await enqueueJob(ctx, name, {} as Payload<typeof name>, { key: name });
  }
}

interface Run extends Omit<Ending, "outcome"> {
  name: string;
  outcome: Ending["outcome"] | "failed";
  startedAt: Date;
}

/** Records how a job ended. */
export async function recordRun(ctx: Context, run: Run): Promise<void> {
  const endedAt = ctx.now();
  const isDone = run.outcome === "done";
  await ctx.db
    .update(jobTasks)
    .set({
      startedAt: run.startedAt,
      endedAt,
      outcome: run.outcome,
      said: run.said.slice(0, MAX_SAID),
      runs: sql`${jobTasks.runs} + 1`,
      ...(isDone ? { succeededAt: endedAt } : { failures: sql`${jobTasks.failures} + 1` }),
    })
    .where(eq(jobTasks.name, run.name));
}

/**
 * Notes that a worker runs, and gives the jobs of those that do not to others: a killed worker
 * leaves its jobs locked. The database's clock counts, as those of several machines may differ.
 */
export async function beat(ctx: Context, workerId: string): Promise<void> {
  await ctx.db
    .insert(jobWorkers)
    .values({ id: workerId })
    .onConflictDoUpdate({ target: jobWorkers.id, set: { seenAt: sql`now()` } });
  await transaction(ctx, async (tx) => {
    const dead = await tx.db.delete(jobWorkers).where(isSilent).returning({ id: jobWorkers.id });
    if (dead.length > 0) await unlock(tx, dead);
  });
}

/** Notes that a worker has ended. Its jobs have ended too, or are given to others. */
export async function leave(ctx: Context, workerId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.db.delete(jobWorkers).where(eq(jobWorkers.id, workerId));
    await unlock(tx, [{ id: workerId }]);
  });
}

async function unlock(tx: Context, workers: { id: string }[]): Promise<void> {
  const ids = sql.join(
    workers.map(({ id }) => sql`${id}::text`),
    sql`, `,
  );
  await tx.db.execute(sql`select graphile_worker.force_unlock_workers(array[${ids}])`);
}

/**
 * Puts off the next attempt of a failed job: by as long as it is asked to, and by up to as long
 * again as the queue does, so that what failed together is not tried again together.
 */
export async function putOff(
  ctx: Context,
  job: { id: string; attempts: number },
  askedMs: number,
): Promise<void> {
  const seconds = askedMs / 1_000 + Math.random() * Math.exp(Math.min(job.attempts, 10));
  await ctx.db.execute(sql`update graphile_worker._private_jobs
    set run_at = now() + ${seconds}::float8 * interval '1 second' where id = ${job.id}::bigint`);
}

/** Deletes the given-up jobs of a scheduled task: the run that begins is instead of them. */
export async function supersede(ctx: Context, name: TaskName): Promise<void> {
  await ctx.db.execute(sql`select from graphile_worker.complete_jobs(array(
    select j.id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${name} and j.attempts >= j.max_attempts and j.locked_at is null))`);
}

/** Deletes jobs that failed for good long ago. Returns how many. */
export async function purgeJobs(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000).toISOString();
  const rows = await ctx.db.execute(sql`select from graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null
      and updated_at < ${before}::timestamptz))`);
  return rows.length;
}

/** Runs a scheduled task as soon as a worker is free, besides its schedule. */
export async function runNow(
  ctx: UserContext,
  { name }: z.output<typeof runNowInput>,
): Promise<void> {
  if (!activeTasks().includes(name)) {
    throw new AppError("CONFLICT", "This task asks other sites, and SOURCES is off.");
  }
  await transaction(ctx, async (tx) => {
    await enqueueJob(tx, name, {}, { key: name });
    await logAct(tx, { act: "jobs.run", detail: name });
  });
}

/** Tries a job again that has failed for good, as often as a new one. */
export async function tryAgain(ctx: UserContext, { id }: z.output<typeof failedJobInput>) {
  await transaction(ctx, async (tx) => {
    const [job] = await tx.db.execute<{ task: string }>(sql`
      select task_identifier as task from graphile_worker.reschedule_jobs(
        array(select id from graphile_worker._private_jobs
          where id = ${id}::bigint and attempts >= max_attempts),
        run_at => now(), attempts => 0) job
      join graphile_worker.jobs using (id)`);
    if (!job) throw new AppError("NOT_FOUND", GONE);
    await logAct(tx, { act: "jobs.retry", detail: job.task });
  });
}

/** Deletes a job that has failed for good. */
export async function discard(ctx: UserContext, { id }: z.output<typeof failedJobInput>) {
  await transaction(ctx, async (tx) => {
    const [known] = await tx.db.execute<{ task: string }>(sql`
      select task_identifier as task from graphile_worker.jobs where id = ${id}::bigint
        and attempts >= max_attempts`);
    const deleted = await tx.db.execute(sql`select from graphile_worker.complete_jobs(array(
      select id from graphile_worker._private_jobs
      where id = ${id}::bigint and attempts >= max_attempts))`);
    if (!known || deleted.length === 0) throw new AppError("NOT_FOUND", GONE);
    await logAct(tx, { act: "jobs.discard", detail: known.task });
  });
}

const GONE = "This job no longer waits for you: it was tried again, or deleted.";
