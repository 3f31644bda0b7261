import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "../context";
import { type Payload, type TaskName, taskOf } from "./tasks";

interface Options {
  /** Of several waiting jobs with one key, only the newest is kept. */
  key?: string;
  /** Whom or what it is about, where there are several queues: one subject is always in the same. */
  subject?: string;
}

function queueOf(name: TaskName, subject: string): string | null {
  const { queue, queues = 1 } = taskOf(name);
  if (!queue || queues === 1) return queue ?? null;
  const number = createHash("sha256").update(subject).digest().readUInt32BE() % queues;
  return `${queue} ${number + 1}`;
}

/** Adds a job, in the open transaction: it exists if and only if what caused it does. */
export async function enqueueJob<Name extends TaskName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Payload<Name>,
  { key, subject = "" }: Options = {},
): Promise<void> {
  const { attempts, priority = 0 } = taskOf(name);
  await ctx.db.execute(sql`select from graphile_worker.add_job(${name}::text,
    payload => ${JSON.stringify(payload)}::json, queue_name => ${queueOf(name, subject)}::text,
    max_attempts => ${attempts}::int, job_key => ${key ?? null}::text,
    priority => ${priority}::int)`);
}

/** Adds several jobs of one kind, by one statement. */
export async function enqueueJobs<Name extends TaskName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payloads: Payload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  const { attempts, priority = 0 } = taskOf(name);
  await ctx.db.execute(sql`select (graphile_worker.add_job(${name}::text, payload => one,
    queue_name => ${queueOf(name, "")}::text, max_attempts => ${attempts}::int,
    priority => ${priority}::int)).id
    from json_array_elements(${JSON.stringify(payloads)}::json) one`);
}
