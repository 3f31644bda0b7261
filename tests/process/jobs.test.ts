import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "@/db/client";
import { enqueue } from "@/server/platform/email/send";
import { type App, databaseUrl, run, serverPid, startApp } from "../support/app";
import { mailServer } from "../support/mail-server";
import { temporaryFolder } from "../support/temporary-folder";

let folder = "";
let app: App;
const others: ReturnType<typeof run>[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const other of others.splice(0)) other.kill("SIGKILL");
  app.kill("SIGTERM");
  await app.exited;
  const left = await serverPid(folder);
  if (left) process.kill(left, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

test("jobs are done by the worker alone where WORKER is off, and a killed one's by the next", async () => {
  const mail = await mailServer();
  const settings = { SMTP_URL: mail.url, WORKER: "off" };
  app = await startApp(folder, settings);
  const url = await databaseUrl(folder);
  process.env.AUTH_SECRET = await readFile(path.join(folder, "secret"), "utf8");
  const { db, end } = connect(url, { max: 1 });
  const sql = postgres(url, { max: 1 });
  const worker = () => {
    const started = run(["bin/run.mjs", "bin/worker.ts"], { DATA_DIR: folder, ...settings });
    others.push(started);
    return started;
  };
  const send = (to: string) => enqueue({ db }, { to, subject: "A job", paragraphs: ["Done."] });
  const sent = () => mail.received.map(({ to }) => to[0]);
  const waiting = async () => (await sql`select from graphile_worker._private_jobs`).length;
  const locked = async () =>
    (await sql`select from graphile_worker._private_jobs where locked_at is not null`).length;
  const workers = async () => (await sql`select from job_workers`).length;

  // the app does no jobs itself
  expect(await workers()).toBe(0);
  const first = worker();
  await send("ada@example.org");
  await expect.poll(sent).toEqual(["ada@example.org"]);

  // killed in the middle of a job, while the mail server keeps it waiting
  const release = mail.hold();
  await send("ben@example.org");
  await expect.poll(locked).toBe(1);
  first.kill("SIGKILL");
  await first.exited;
  release();
  worker();
  await expect.poll(workers).toBe(2);
  await sql`update job_workers set seen_at = now() - interval '2 minutes'
    where id <> (select id from job_workers order by started_at desc limit 1)`;
  await expect.poll(sent).toEqual(["ada@example.org", "ben@example.org"]);
  await expect.poll(waiting).toBe(0);
  await sql.end();
  await end();
  await mail.close();
});
