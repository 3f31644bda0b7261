import type { ChildProcess } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startJobs } from "@/bin/jobs";
import { CHILD_CONNECTIONS, jobsInChild } from "@/bin/jobs-in-child";
import { digestSubscriptions } from "@/db/schema/digest";
import { BATCH } from "@/server/digest/issues/mutations";
import { appDatabase } from "@/server/platform/database";
import { enqueueJob } from "@/server/platform/jobs/enqueue";
import { contextFor } from "../support/callers";
import { makeEdition } from "../support/factories";
import { mailServer } from "../support/mail-server";
import { openTestDatabase } from "../support/open-database";

const children = vi.hoisted((): ChildProcess[] => []);
vi.mock("node:child_process", async (original) => {
  const all = await original<typeof import("node:child_process")>();
  const spawn = (...given: Parameters<typeof all.spawn>) => {
    const child = all.spawn(...given);
    children.push(child);
    return child;
  };
  return { ...all, spawn };
});

let code: number | null = null;
const mail = await mailServer((to) => (code ? { code, said: `not for ${to}` } : null));
process.env.SMTP_URL = mail.url;
const db = appDatabase();
const system = () => contextFor({ kind: "system" });
const database = openTestDatabase();

let stop = async () => {};

/** Does jobs, as a process does that serves pages. */
async function work() {
  const end = await startJobs(database, { TIME_ZONE: "UTC" }, { servesPages: true });
  stop = async () => {
    stop = async () => {};
    await end();
  };
}

/** Claims this many digests, each of its own address. */
async function claim(count: number) {
  const rows = await db.execute<{ subscriptionId: string; day: string }>(sql`
    with made as (
      insert into digest_subscriptions (email, state, confirmed_at, zone, contents, due_at)
      select gen_random_uuid() || '@example.org', 'active', now(), 'UTC', '{edition}', now()
      from generate_series(1, ${count}::int) returning id)
    insert into digest_issues (subscription_id, day, created_at)
    select id, (now() at time zone 'UTC')::date, now() from made
    returning subscription_id::text as "subscriptionId", day::text`);
  return { issues: [...rows] };
}

const send = async (count: number) => enqueueJob(system(), "send-digests", await claim(count));

const jobs = () =>
  db.execute<{ attempts: number; error: string | null; locked: boolean; wait: number }>(sql`
    select attempts::int, last_error as error, locked_at is not null as locked,
      extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs`);

const lastRun = async () =>
  (
    await db.execute(sql`select outcome, said, runs::int, failures::int from job_tasks
    where name = 'send-digests'`)
  )[0];

/** Connections of a child. */
const connections = async () =>
  (
    await db.execute(sql`select from pg_stat_activity
    where datname = current_database() and application_name = 'broadsheet long jobs'`)
  ).length;

beforeAll(async () => {
  const [today] = await db.execute<{ day: string }>(sql`
    select (now() at time zone 'UTC')::date::text as day`);
  await makeEdition(today?.day ?? "", 3);
});

beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.execute(sql`delete from job_tasks`);
  await db.delete(digestSubscriptions);
  mail.received.length = 0;
  children.length = 0;
  code = null;
});

afterEach(() => stop());
afterAll(() => mail.close());

test("a child process sends many digests, is kept for the next, and is replaced if it is killed", async () => {
  await work();
  await send(5);
  await expect.poll(lastRun).toMatchObject({ said: "Digests sent: 5.", runs: 1 });
  expect(children).toHaveLength(0);
  await send(6);
  await expect.poll(lastRun).toMatchObject({ outcome: "done", said: "Digests sent: 6.", runs: 2 });
  expect(await connections()).toBeGreaterThan(0);
  expect(mail.received).toHaveLength(11);
  code = 451;
  await send(7);
  await expect.poll(async () => (await jobs())[0]?.error).toBeTruthy();
  await expect.poll(async () => (await jobs())[0]?.locked).toBe(false);
  const [job] = await jobs();
  expect(job).toMatchObject({
    attempts: 1,
    error: "The mail server did not take a message (code 451).",
  });
  expect(job?.wait).toBeGreaterThan(0);
  expect(await lastRun()).toMatchObject({ outcome: "failed", said: job?.error, failures: 1 });
  expect(children).toHaveLength(1);

  // killed in the middle of a job
  code = null;
  mail.received.length = 0;
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  const release = mail.hold();
  await send(6);
  await expect.poll(mail.waiting).toBeGreaterThan(0);
  children[0]?.kill("SIGKILL");
  const killed = { outcome: "failed", said: "The process that did it ended (SIGKILL)." };
  await expect.poll(lastRun).toMatchObject({ ...killed, runs: 4 });
  release();
  await expect.poll(async () => (await jobs())[0]?.locked).toBe(false);
  await db.execute(sql`select graphile_worker.reschedule_jobs(array(
    select id from graphile_worker._private_jobs), run_at => now())`);
  await expect.poll(lastRun).toMatchObject({ outcome: "done", runs: 5 });
  await expect.poll(jobs).toEqual([]);
  expect(new Set(mail.received.map(({ to }) => to[0])).size).toBe(6);
  expect(children).toHaveLength(2);
  expect(await connections()).toBeLessThanOrEqual(CHILD_CONNECTIONS);
  // as if the app were killed
  children[1]?.disconnect();
  await expect.poll(() => children[1]?.exitCode).toBe(1);
  await expect.poll(connections).toBe(0);
});

test("jobs share a child and stop there when told to, and it ends once it is idle", async () => {
  const { perform, end } = jobsInChild(database.url, { idleMs: 0 });
  const stopping = new AbortController();
  try {
    const release = mail.hold();
    const many = await claim(BATCH);
    const stopped = expect(perform("send-digests", many, stopping.signal)).rejects.toThrow(
      "It was stopped before all were sent.",
    );
    const other = perform("send-digests", await claim(6), new AbortController().signal);
    await expect.poll(mail.waiting).toBeGreaterThan(0);
    stopping.abort();
    release();
    await stopped;
    expect(await other).toEqual({ outcome: "done", said: "Digests sent: 6." });
    expect(mail.received.length).toBeLessThan(BATCH);
    expect(children).toHaveLength(1);
    await expect.poll(() => children[0]?.signalCode).toBe("SIGKILL");
  } finally {
    await end();
  }
});
