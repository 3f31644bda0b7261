import { asc, not, sql } from "drizzle-orm";
import { jobTasks, jobWorkers } from "@/db/schema/jobs";
import type { Context } from "../platform/context";
import { env } from "../platform/env";
import { nextDue } from "../platform/jobs/schedule";
import { activeTasks, taskOf } from "../platform/jobs/tasks";

/** A worker shows itself six times as often as this; one that does not was killed. */
export const isSilent = sql`${jobWorkers.seenAt} < now() - interval '1 minute'`;

/** How long after its time a task counts as late: a restart and a full queue may take a while. */
const LATE_MS = 15 * 60_000;

/** Waiting jobs are counted up to this many. */
const MAX_COUNTED = 10_000;

const MAX_FAILED = 50;

interface Known {
  name: string;
  knownSince: Date;
  startedAt: Date | null;
}

/** When a task should last have begun, if it has not; null if it is in time or has no schedule. */
function missed(task: Known, now: Date, zone: string): Date | null {
  const name = activeTasks().find((each) => each === task.name);
  const schedule = name && taskOf(name).schedule;
  if (!schedule) return null;
  const due = nextDue(schedule, task.startedAt ?? task.knownSince, zone);
  return due < new Date(now.getTime() - LATE_MS) ? due : null;
}

/**
 * The tasks that are late: whose time has passed without a run, or whose oldest job waits for
 * longer than a full queue explains.
 */
export async function lateTasks(ctx: Pick<Context, "db" | "now">): Promise<string[]> {
  const zone = env().TIME_ZONE;
  const known = await ctx.db.select().from(jobTasks).orderBy(asc(jobTasks.name));
  const late = known.filter((task) => missed(task, ctx.now(), zone)).map(({ name }) => name);
  const before = new Date(ctx.now().getTime() - LATE_MS).toISOString();
  const waiting = await ctx.db.execute<{ name: string }>(sql`
    select t.identifier as name from graphile_worker._private_tasks t
    where exists (
      select from graphile_worker._private_jobs j
      where j.is_available and j.run_at < ${before}::timestamptz and j.task_id = t.id)
    order by 1`);
  return [...new Set([...late, ...waiting.map(({ name }) => name)])].sort();
}

/** A job that failed: it is tried again, or has been given up. */
export interface FailedJob {
  id: string;
  task: string;
  attempts: number;
  maxAttempts: number;
  error: string;
  /** When it is tried again; null if it has been given up. */
  againAt: Date | null;
}

async function failedJobs(ctx: Context): Promise<FailedJob[]> {
  const rows = await ctx.db.execute<{
    id: string;
    task: string;
    attempts: number;
    most: number;
    error: string;
    at: string;
  }>(sql`
    select id::text, task_identifier as task, attempts::int, max_attempts::int as most,
      left(last_error, 500) as error, run_at::text as at
    from graphile_worker.jobs
    where last_error is not null and locked_at is null
    order by attempts >= max_attempts desc, id desc limit ${MAX_FAILED}`);
  return rows.map(({ id, task, attempts, most, error, at }) => ({
    id,
    task,
    attempts,
    maxAttempts: most,
    error,
    againAt: attempts >= most ? null : new Date(at),
  }));
}

/** What runs in the background: what ran last, what runs next, and what failed. */
export async function overview(ctx: Context) {
  const zone = env().TIME_ZONE;
  const now = ctx.now();
  const [known, workers, counts, failed] = await Promise.all([
    ctx.db.select().from(jobTasks).orderBy(asc(jobTasks.name)),
    ctx.db.$count(jobWorkers, not(isSilent)),
    ctx.db.execute<{ task: string; waiting: number; running: number }>(sql`
      select t.identifier as task, count(*) filter (where j.locked_at is null)::int as waiting,
        count(*) filter (where j.locked_at is not null)::int as running
      from (
        select task_id, locked_at from graphile_worker._private_jobs
        where attempts < max_attempts or locked_at is not null limit ${MAX_COUNTED}) j
      join graphile_worker._private_tasks t on t.id = j.task_id group by 1`),
    failedJobs(ctx),
  ]);
  const countOf = new Map(counts.map((row) => [row.task, row]));
  const tasks = activeTasks().map((name) => {
    const task = known.find((each) => each.name === name);
    const { schedule } = taskOf(name);
    return {
      name,
      lastAt: task?.endedAt ?? null,
      outcome: (task?.outcome ?? null) as "done" | "refused" | "failed" | null,
      said: task?.said ?? "",
      runs: task?.runs ?? 0,
      waiting: countOf.get(name)?.waiting ?? 0,
      running: countOf.get(name)?.running ?? 0,
      /** When it runs by itself, in the installation's zone. */
      schedule: schedule ?? null,
      nextAt: schedule ? nextDue(schedule, now, zone) : null,
      isLate: task !== undefined && missed(task, now, zone) !== null,
    };
  });
  return { tasks, failed, workers, zone };
}

export type JobsOverview = Awaited<ReturnType<typeof overview>>;
