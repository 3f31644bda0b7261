import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { load, type Measure, median } from "./load";
import { verdict } from "./table";

const JOBS = 10_000;
const CONNECTIONS = 16;
const ROUNDS = 5;
const SECONDS = 2;

/** How much longer the slowest pages may take while jobs wait. */
const MAX_RATIO = 1.1;

/** A page's answers while nothing waits, and while ten thousand jobs do, of which two run at a time. */
export async function background(db: Database, app: string, path: string): Promise<string[]> {
  const headers = { "accept-encoding": "gzip, br" };
  const round = () =>
    load(app, () => ({ method: "GET", path, headers }), {
      connections: CONNECTIONS,
      seconds: SECONDS,
    });
  const rounds = async () => {
    const all: Measure[] = [];
    for (let at = 0; at < ROUNDS; at++) all.push(await round());
    return median(all);
  };
  await round();
  const quiet = await rounds();
  await db.execute(sql`select count(graphile_worker.add_job('begin-day'))
    from generate_series(1, ${JOBS}::int)`);
  const busy = await rounds();
  const [left] = await db.execute<{ jobs: number }>(sql`
    select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'begin-day'`);
  if (!left?.jobs) throw new Error("All jobs were done before the pages were measured.");
  await db.execute(sql`select graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs where task_identifier = 'begin-day'))`);
  return [
    verdict(
      `p99 of pages with ${JOBS} jobs, ${left.jobs} of them left`,
      busy.p99 / quiet.p99,
      "× without",
      MAX_RATIO,
      true,
    ),
  ];
}
