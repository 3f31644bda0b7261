import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openQueuePool } from "@/db/queue";
import { auditLog } from "@/db/schema/audit";
import { passwordResets } from "@/db/schema/auth";
import { jobTasks, jobWorkers } from "@/db/schema/jobs";
import { requestReset } from "@/server/auth/passwords/mutations";
import { beat, purgeJobs, registerTasks } from "@/server/jobs/mutations";
import { lateTasks } from "@/server/jobs/queries";
import { cronItems, startWorker } from "@/server/jobs/worker";
import { appDatabase } from "@/server/platform/database";
import { enqueue } from "@/server/platform/email/send";
import { env } from "@/server/platform/env";
import { enqueueJob } from "@/server/platform/jobs/enqueue";
import { transaction } from "@/server/platform/transaction";
import { as, contextFor } from "../support/callers";
import { makeFailedJob, makeUser } from "../support/factories";
import { mailServer } from "../support/mail-server";

const system = () => contextFor({ kind: "system" });

const mail = await mailServer((to) => {
  if (to.startsWith("nobody")) return { code: 550, said: `no such user: ${to}` };
  return to.startsWith("later") ? { code: 451, said: `try ${to} later` } : null;
});
process.env.SMTP_URL = mail.url;
const db = appDatabase();

let stop = async () => {};

/** Does jobs until it is stopped. */
async function work() {
  const pool = await openQueuePool(env().DATABASE_URL ?? "", { max: 3, name: "test queue" });
  const end = await startWorker({ pool, context: system, zone: "UTC" });
  stop = async () => {
    stop = async () => {};
    await end();
    await pool.end();
  };
}

const jobs = async () =>
  (await db.execute(sql`select id::text, attempts::int, last_error as error, locked_by as locked,
    extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs order by id`)) as unknown as {
    id: string;
    attempts: number;
    error: string | null;
    locked: string | null;
    wait: number;
  }[];

const taskNamed = async (name: string) =>
  (await db.select().from(jobTasks).where(eq(jobTasks.name, name)))[0];

const message = (to: string) => ({ to, subject: "About a job", paragraphs: ["It runs."] });

beforeEach(async () => {
  await stop();
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.delete(jobWorkers);
  await db.delete(jobTasks);
  mail.received.length = 0;
});

afterAll(async () => {
  await stop();
  await mail.close();
});

test("a message is sent once its transaction is done, and never without it", async () => {
  await work();
  await expect(
    transaction(system(), async (tx) => {
      await enqueue(tx, message("rolled-back@example.org"));
      throw new Error("not after all");
    }),
  ).rejects.toThrow("not after all");
  await enqueue(system(), message("ada@example.org"));
  await expect.poll(() => mail.received.map(({ to }) => to)).toEqual([["ada@example.org"]]);
  await expect.poll(jobs).toEqual([]);
  expect(mail.received[0]?.raw).toMatch(/^Message-ID: <[\w-]{36}@localhost>/im);
  expect(await taskNamed("send-mail")).toMatchObject({
    outcome: "done",
    said: "The message was sent.",
    runs: 1,
    failures: 0,
  });
});

test("a message in the queue is readable in no copy of the database", async () => {
  await enqueue(system(), { ...message("ada@example.org"), subject: "A secret token" });
  const [row] = await db.execute(
    sql`select payload::text as text from graphile_worker._private_jobs`,
  );
  expect(String(row?.text)).toMatch(/^\{"sealed":"[\w-]+"\}$/);
});

test("a reset takes as long and leaves as much in the queue without an account", async () => {
  const user = await makeUser();
  for (const email of [user.email, "stranger@example.org"]) {
    await requestReset(contextFor({ kind: "anonymous" }), { email, client: randomUUID() });
  }
  expect(await jobs()).toHaveLength(2);
  await work();
  await expect.poll(jobs).toEqual([]);
  expect(mail.received.map(({ to }) => to)).toEqual([[user.email]]);
  expect(
    await db.select().from(passwordResets).where(eq(passwordResets.userId, user.id)),
  ).toHaveLength(1);
});

test("a message that is put off is tried again later, and says why without the address", async () => {
  await work();
  await enqueue(system(), message("later@example.org"));
  await expect.poll(async () => (await jobs())[0]?.error).toBeTruthy();
  await expect.poll(async () => (await jobs())[0]?.locked).toBeNull();
  const [job] = await jobs();
  expect(job?.error).toBe("The mail server did not take a message (code 451).");
  expect(job?.attempts).toBe(1);
  // e seconds, and up to as long again
  expect(job?.wait).toBeGreaterThan(0);
  expect(job?.wait).toBeLessThan(2 * Math.E);
});

test("a message that is refused for good is not tried again", async () => {
  await work();
  await enqueue(system(), message("nobody@example.org"));
  await expect.poll(async () => (await taskNamed("send-mail"))?.outcome).toBe("refused");
  await expect.poll(jobs).toEqual([]);
  expect((await taskNamed("send-mail"))?.said).not.toContain("nobody");
});

test("a fresh installation asks at once what it asks by itself, and nothing without a subject", async () => {
  const settings = env();
  settings.SOURCES = "on";
  try {
    await registerTasks(system());
  } finally {
    settings.SOURCES = "off";
  }
  const begun = await db.execute(
    sql`select task_identifier as task from graphile_worker.jobs order by task_identifier`,
  );
  expect(begun.map(({ task }) => task)).toEqual([
    "fetch-arxiv",
    "fetch-hugging-face",
    "read-arxiv-changes",
  ]);
});

test("what somebody waits for is done before the rest", async () => {
  await enqueueJob(system(), "fetch-picture", { paperId: 1 });
  await enqueueJob(system(), "send-digests", { issues: [] });
  await enqueueJob(system(), "read-submission", { id: randomUUID() });
  await enqueueJob(system(), "mail-sign-in-link", { sealed: "x" });
  const order = await db.execute(
    sql`select task_identifier as task from graphile_worker.jobs order by priority, run_at, id`,
  );
  expect(order.map(({ task }) => task)).toEqual([
    "mail-sign-in-link",
    "read-submission",
    "send-digests",
    "fetch-picture",
  ]);
});

test("the jobs of a queue follow each other, and none waits for the worker to look again", async () => {
  // a job that has ended keeps its queue locked for a moment
  await db.execute(sql`create function hesitate() returns trigger language plpgsql
    as 'begin perform pg_sleep(0.01); return old; end'`);
  await db.execute(sql`create trigger hesitates before delete on graphile_worker._private_jobs
    for each row execute function hesitate()`);
  try {
    for (let at = 0; at < 60; at++) await enqueueJob(system(), "send-digests", { issues: [] });
    await work();
    await expect.poll(jobs, { timeout: 60_000 }).toEqual([]);
  } finally {
    await db.execute(sql`drop function hesitate cascade`);
  }
});

test("the jobs of a worker that was killed are done by another", async () => {
  await enqueue(system(), message("ada@example.org"));
  // as a worker leaves it that dies in the middle
  await db.insert(jobWorkers).values({ id: "killed" });
  await db.execute(sql`update graphile_worker._private_jobs
    set locked_by = 'killed', locked_at = now(), attempts = 1`);
  await beat(system(), "other");
  expect((await jobs())[0]?.locked).toBe("killed");
  await db
    .update(jobWorkers)
    .set({ seenAt: sql`now() - interval '2 minutes'` })
    .where(eq(jobWorkers.id, "killed"));
  await work();
  await expect.poll(() => mail.received.length).toBe(1);
  await expect.poll(jobs).toEqual([]);
  expect(await db.select({ id: jobWorkers.id }).from(jobWorkers)).toHaveLength(2);
});

test("a worker that stops leaves nothing behind", async () => {
  await work();
  await expect.poll(() => db.$count(jobWorkers)).toBe(1);
  await stop();
  expect(await db.$count(jobWorkers)).toBe(0);
});

test("a task whose time has passed without a run is late, and one that waits too long", async () => {
  const now = new Date("2026-11-30T05:00:00Z");
  const at = { db, now: () => now };
  await db.insert(jobTasks).values([
    {
      name: "purge",
      knownSince: new Date("2026-11-28T00:00:00Z"),
      startedAt: new Date("2026-11-29T04:10:01Z"),
    },
    { name: "send-mail", knownSince: new Date("2026-11-28T00:00:00Z") },
  ]);
  expect(await lateTasks(at)).toEqual(["purge"]);
  expect(await lateTasks({ db, now: () => new Date("2026-11-30T04:20:00Z") })).toEqual([]);
  await db.update(jobTasks).set({ startedAt: new Date("2026-11-30T04:10:00Z") });
  expect(await lateTasks(at)).toEqual([]);
  await enqueue(system(), message("ada@example.org"));
  await db.execute(sql`update graphile_worker._private_jobs set run_at = '2026-11-30T04:00:00Z'`);
  expect(await lateTasks(at)).toEqual(["send-mail"]);
});

test("the daily purge is scheduled by the local clock, and made up for within a day", () => {
  const [purge] = cronItems("Asia/Tokyo", () => new Date("2026-11-30T00:00:00Z"));
  expect(purge).toMatchObject({
    task: "purge",
    options: { backfillPeriod: 86_400_000, queueName: "purge" },
  });
  const minute = { min: 10, hour: 19, date: 29, month: 11, dow: 0 };
  expect(purge?.match(minute)).toBe(true);
  expect(purge?.match({ ...minute, hour: 4 })).toBe(false);
});

test("an administrator runs a task now, tries a failed one again, and deletes one", async () => {
  const administrator = await makeUser({ role: "administrator" });
  const { adminJobs } = as(administrator);
  await db.insert(jobTasks).values([{ name: "purge" }, { name: "send-mail" }]);
  await adminJobs.runNow({ name: "purge" });
  await adminJobs.runNow({ name: "purge" });
  expect(await jobs()).toHaveLength(1);
  await expect(adminJobs.runNow({ name: "send-mail" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  await work();
  await expect.poll(async () => (await taskNamed("purge"))?.outcome).toBe("done");
  await stop();

  for (const each of [1, 2]) {
    await enqueueJob(system(), "send-mail", { sealed: String(each) });
  }
  await db.execute(sql`update graphile_worker._private_jobs
    set attempts = max_attempts, last_error = 'It failed.'`);
  const [first, second] = (await adminJobs.overview()).failed;
  expect([first, second]).toMatchObject([
    { task: "send-mail", error: "It failed.", againAt: null },
    { task: "send-mail", error: "It failed.", againAt: null },
  ]);
  await adminJobs.tryAgain({ id: first?.id ?? "" });
  await expect(adminJobs.tryAgain({ id: first?.id ?? "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(adminJobs.discard({ id: first?.id ?? "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await adminJobs.discard({ id: second?.id ?? "" });
  expect((await jobs()).map(({ id }) => id)).toEqual([first?.id]);
  const acts = await db.select({ act: auditLog.act }).from(auditLog).orderBy(auditLog.id);
  expect(acts.map(({ act }) => act)).toEqual([
    "jobs.run",
    "jobs.run",
    "jobs.retry",
    "jobs.discard",
  ]);
});

test("a new run of a scheduled task is instead of those that were given up", async () => {
  await makeFailedJob();
  await enqueueJob(system(), "purge", {}, { key: "purge" });
  await work();
  await expect.poll(async () => (await taskNamed("purge"))?.outcome).toBe("done");
  await expect.poll(jobs).toEqual([]);
});

test("jobs that failed long ago are deleted", async () => {
  await enqueue(system(), message("ada@example.org"));
  await enqueue(system(), message("ada@example.org"));
  const [old] = await jobs();
  await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
  await db.execute(sql`update graphile_worker._private_jobs
    set updated_at = now() - interval '31 days' where id = ${old?.id}::bigint`);
  expect(await purgeJobs(system())).toBe(1);
  expect(await jobs()).toHaveLength(1);
});
