import { sql } from "drizzle-orm";
import { bigint, check, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** What is known of each kind of job: the queue itself deletes a job when it is done. */
export const jobTasks = pgTable(
  "job_tasks",
  {
    name: text().primaryKey(),
    /** Since when a worker knows it: a scheduled task is not late for the time before. */
    knownSince: instant().notNull().defaultNow(),
    startedAt: instant(),
    /** When a job of this kind last ended, and how. */
    endedAt: instant(),
    outcome: text(),
    /** What the last job did, or why it failed: a sentence without personal data. */
    said: text(),
    succeededAt: instant(),
    runs: bigint({ mode: "number" }).notNull().default(0),
    failures: bigint({ mode: "number" }).notNull().default(0),
  },
  (t) => [
    check("job_tasks_outcome", sql`${t.outcome} in ('done', 'refused', 'failed')`),
    check("job_tasks_said_length", sql`char_length(${t.said}) <= 1000`),
  ],
);

/**
 * The workers that run. One that has not been seen for a minute was killed: the jobs that it had
 * begun are given to others.
 */
export const jobWorkers = pgTable("job_workers", {
  id: text().primaryKey(),
  startedAt: instant().notNull().defaultNow(),
  seenAt: instant().notNull().defaultNow(),
});
