import { sql } from "drizzle-orm";
import type { Context } from "../context";
import { type Payload, type TaskName, taskOf } from "./tasks";

interface Options {
  /** Of several waiting jobs with one key, only the newest is kept. */
  key?: string;
}

/** Adds a job, in the open transaction: it exists if and only if what caused it does. */
export async function enqueueJob<Name extends TaskName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Payload<Name>,
  { key }: Options = {},
): Promise<void> {
  const { attempts, queue } = taskOf(name);
  await ctx.db.execute(sql`select from graphile_worker.add_job(${name}::text,
    payload => ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null}::text,
    max_attempts => ${attempts}::int, job_key => ${key ?? null}::text)`);
}

/** Adds several jobs of one kind, by one statement. */
export async function enqueueJobs<Name extends TaskName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payloads: Payload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  const { attempts, queue } = taskOf(name);
  await ctx.db.execute(sql`select (graphile_worker.add_job(${name}::text, payload => one,
    queue_name => ${queue ?? null}::text, max_attempts => ${attempts}::int)).id
    from json_array_elements(${JSON.stringify(payloads)}::json) one`);
}
