import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "@/db/client";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { digestSubscriptions } from "@/db/schema/digest";
import { dayIn } from "@/server/digest/due";
import { claimDue } from "@/server/digest/issues/mutations";
import { type Running, run } from "../support/app";
import { contextFor } from "../support/callers";
import { makeEdition } from "../support/factories";
import { mailServer } from "../support/mail-server";
import { temporaryFolder } from "../support/temporary-folder";

const DIGESTS = 500;
const KILLS = 20;

/** Where in the sending of a message a kill comes. */
const MOMENTS = [
  /** All senders have named a recipient, and nothing was taken. */
  "before it is taken",
  /** The mail server has the message, and has not said so. */
  "before the answer",
  /** The mail server has said that it has the message, and some of it may be noted. */
  "after the answer",
  /** The answer has come, and the database has not noted it. */
  "before the note",
] as const;

let folder = "";
let server: Awaited<ReturnType<typeof embedded>>;
const workers: Running[] = [];
/** What else a test has opened. */
const open: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await embedded(folder, { settings: { fsync: "off" } });
});

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  for (const close of open.splice(0)) await close();
  await globalThis.broadsheetPool?.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test("500 digests are sent by senders that are killed twenty times, none is lost or sent anew", async () => {
  const session = postgres(server.url, { max: 1 });
  await session`create database kills`;
  await session.end();
  const address = new URL(server.url);
  address.pathname = "/kills";
  const url = address.href;
  await migrate(url);
  Object.assign(process.env, { DATABASE_URL: url, AUTH_SECRET: randomBytes(32).toString("hex") });

  // 500 that are due now
  const now = new Date();
  const { db, end } = connect(url, { max: 2 });
  open.push(end);
  await makeEdition(dayIn(now, "UTC"), 12);
  await db.insert(digestSubscriptions).values(
    Array.from({ length: DIGESTS }, (_, number) => ({
      email: `reader${number}@example.org`,
      state: "active" as const,
      confirmedAt: now,
      zone: "UTC",
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      contents: ["edition"],
      dueAt: now,
    })),
  );
  expect(await claimDue(contextFor({ kind: "system" }, { now: () => now }))).toBe(DIGESTS);

  /** What is done when a message is taken, and once its sender is told. */
  let onTaken: () => unknown = () => {};
  let onTold = () => {};
  const mail = await mailServer(undefined, {
    onTaken: () => onTaken(),
    onTold: () => onTold(),
  });
  open.push(mail.close);
  const start = () => {
    const worker = run(["bin/run.mjs", "bin/worker.ts"], { DATABASE_URL: url, SMTP_URL: mail.url });
    workers.push(worker);
    return worker;
  };

  /** How many messages each recipient has got, not counting the first ones of all. */
  const byRecipient = (after = 0) => {
    const counts = new Map<string, number>();
    for (const { to } of mail.received.slice(after)) {
      counts.set(to[0] ?? "", (counts.get(to[0] ?? "") ?? 0) + 1);
    }
    return counts;
  };
  const count = async (query: ReturnType<typeof sql>) =>
    Number((await db.execute<{ n: string }>(query))[0]?.n);
  /** Connections of workers, as far as the database knows. */
  const connections = () =>
    count(sql`select count(*) as n from pg_stat_activity
      where application_name in ('broadsheet jobs', 'broadsheet queue')`);
  /** Workers' notes that wait. */
  const waitingNotes = () =>
    count(sql`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock'
      and application_name = 'broadsheet jobs'`);

  /** How often each message may come again: it was taken when its sender died, and that is not noted. */
  const unnoted = new Map<string, number>();
  const byMoment = new Map<string, number>();

  let worker = start();
  for (let kill = 0; kill < KILLS; kill++) {
    const moment = MOMENTS[kill % MOMENTS.length];
    // apart by other numbers of messages than a job has
    const before = mail.received.length;
    const goal = Math.floor(((kill + 1) * DIGESTS) / (KILLS + 2));
    const reached = () => byRecipient().size >= goal;
    let release = () => {};
    let unlock = async () => {};
    await new Promise<void>((resolve) => {
      if (moment === "before it is taken") {
        onTaken = () => {
          if (!reached()) return;
          onTaken = () => {};
          release = mail.hold();
          resolve();
        };
      } else if (moment === "before the answer") {
        const held = new Promise<void>((letGo) => {
          release = letGo;
        });
        onTaken = () => {
          if (!reached()) return;
          resolve();
          return held;
        };
      } else if (moment === "after the answer") {
        onTold = () => {
          if (!reached()) return;
          onTold = () => {};
          worker.kill("SIGKILL");
          resolve();
        };
      } else {
        onTaken = async () => {
          if (!reached()) return;
          onTaken = () => {};
          unlock = await lockIssues(url);
          resolve();
        };
      }
    });
    if (moment === "before it is taken") await expect.poll(mail.waiting).toBeGreaterThan(0);
    if (moment === "before the note") await expect.poll(waitingNotes).toBeGreaterThan(0);
    worker.kill("SIGKILL");
    await worker.exited;
    onTaken = () => {};
    release();
    // a note that has not reached the database never does
    if (moment === "before the note") {
      await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'broadsheet jobs'`);
    }
    await unlock();
    await expect.poll(mail.connected).toBe(0);
    await expect.poll(connections).toBe(0);

    const taken = byRecipient(before);
    const open = await db.execute<{ email: string }>(sql`select email from digest_issues
      join digest_subscriptions on id = subscription_id where digest_issues.state = 'queued'`);
    const lost = open.filter(({ email }) => taken.has(email));
    for (const { email } of lost) unnoted.set(email, (unnoted.get(email) ?? 0) + 1);
    byMoment.set(moment ?? "", (byMoment.get(moment ?? "") ?? 0) + lost.length);
    // never more than what its connections had in hand
    expect(lost.length).toBeLessThanOrEqual(4);

    // its silence is noticed without waiting for a minute
    await db.execute(sql`update job_workers set seen_at = now() - interval '2 minutes'`);
    worker = start();
  }
  await expect
    .poll(() =>
      count(sql`select count(*) as n from digest_issues
    where state <> 'sent'`),
    )
    .toBe(0);
  await expect
    .poll(() => count(sql`select count(*) as n from graphile_worker._private_jobs`))
    .toBe(0);
  worker.kill("SIGTERM");
  await worker.exited;

  const received = byRecipient();
  const ids = new Map<string, Set<string>>();
  for (const { to, raw } of mail.received) {
    const id = /^Message-ID: <([\w-]+)@/im.exec(raw)?.[1] ?? "none";
    ids.set(to[0] ?? "", (ids.get(to[0] ?? "") ?? new Set()).add(id));
  }
  // one message each, of one id, and no id for two
  expect(received.size).toBe(DIGESTS);
  expect([...ids.values()].map((of) => of.size)).toEqual(Array(DIGESTS).fill(1));
  expect(new Set([...ids.values()].flatMap((of) => [...of])).size).toBe(DIGESTS);
  // another copy of it only after a kill between the mail server's taking it and the note of that
  const copies = [...received].filter(([, times]) => times > 1);
  expect(new Map(copies.map(([email, times]) => [email, times - 1]))).toEqual(unnoted);
  // and such kills there were
  expect(byMoment.get("before the answer")).toBeGreaterThanOrEqual(KILLS / MOMENTS.length);
  expect(byMoment.get("before the note")).toBeGreaterThanOrEqual(KILLS / MOMENTS.length);
});

/** Keeps the notes of digests that are sent from being written. Returns a function that ends that. */
async function lockIssues(url: string): Promise<() => Promise<void>> {
  const session = postgres(url, { max: 1 });
  const held = await session.reserve();
  await held`begin`;
  await held`select from digest_issues where state = 'queued' for update`;
  return async () => {
    await held`rollback`;
    held.release();
    await session.end();
  };
}
