import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { isAnyWaiting } from "@/server/papers/related/queries";
import { sealedFor } from "@/server/platform/email/send";
import { systemContext } from "../database";
import { root, say } from "../setup.mjs";
import { manyRows } from "./data";
import { type MailServer, subscribe } from "./digest";
import { load, type Measure, median, type Side } from "./load";
import { verdict } from "./table";

const JOBS = 10_000;
const SUBSCRIBERS = 2_000;
/** Ten busy days of a source. */
const PAPERS = 600;
const CONNECTIONS = 16;
/** After which the app has heard of all jobs that were added at once. */
const SETTLED_MS = 2_000;
const ROUNDS = 11;
const SECONDS = 2;
/** Each connection reads a page at most this often: readers, not a flood that any work would slow. */
const EVERY_MS = 50;

/** How much longer the slowest pages may take while something runs in the background. */
const MAX_RATIO = 1.1;

interface Given {
  db: Database;
  /** The app, and the address of a page. */
  app: Side;
  path: string;
  folder: string;
  /** Where the app sends mail. */
  mail: MailServer;
}

/** Work in the background. */
interface Work {
  name: string;
  begin: () => Promise<unknown>;
  /** How much of it is left, as words; null if it was over before the pages were measured. */
  left: () => Promise<string | null>;
  end: () => Promise<unknown>;
}

/** A page's answers while nothing else runs, and while jobs wait, digests go out and papers come in. */
export async function background(given: Given): Promise<string[]> {
  const headers = { "accept-encoding": "gzip, br" };
  const amount = { connections: CONNECTIONS, seconds: SECONDS, every: EVERY_MS };
  const shots = [{ method: "GET" as const, path: given.path, headers }];
  const round = () => load(given.app, { kind: "shots", shots }, amount);
  await round();
  // what is in today's digest
  await given.db.execute(sql`insert into editions (feed_date) values (current_date)
    on conflict do nothing`);
  await given.db.execute(sql`
    update submissions set feed_date = current_date, created_at = now()
    where feed_date = (select min(feed_date) from submissions)`);
  const verdicts: string[] = [];
  for (const work of [jobs(given), digests(given), papers(given)]) {
    const [quiet, busy]: [Measure[], Measure[]] = [[], []];
    const left: string[] = [];
    for (let at = 0; at < ROUNDS; at++) {
      quiet.push(await round());
      await work.begin();
      busy.push(await round());
      const rest = await work.left();
      if (rest === null) throw new Error(`${work.name}: over before the pages were measured.`);
      left.push(rest);
      await work.end();
    }
    const [without, beside] = [median(quiet), median(busy)];
    say(
      `pages beside ${work.name}: p50 ${beside.p50.toFixed(1)} ms, p99 ${beside.p99.toFixed(1)} ms; without ${without.p50.toFixed(1)} and ${without.p99.toFixed(1)} ms; left then: ${left.join(", ")}`,
    );
    const ratio = beside.p99 / without.p99;
    verdicts.push(verdict(`p99 of pages beside ${work.name}`, ratio, "× without", MAX_RATIO, true));
  }
  return verdicts;
}

const countOf = async (db: Database, task: string) => {
  const [found] = await db.execute<{ jobs: number }>(sql`
    select count(*)::int as jobs from graphile_worker.jobs where task_identifier = ${task}`);
  return found?.jobs ?? 0;
};

const drop = (db: Database, task: string) =>
  db.execute(sql`select graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs where task_identifier = ${task} and locked_at is null))`);

const jobs = ({ db }: Given): Work => ({
  name: `${JOBS} jobs`,
  async begin() {
    const message = { to: "bench@example.org", subject: "A message", paragraphs: ["Its text."] };
    const payload = JSON.stringify(sealedFor({ id: randomUUID(), ...message }));
    await db.execute(sql`select count(graphile_worker.add_job('send-mail', ${payload}::json))
      from generate_series(1, ${JOBS}::int)`);
    // they wait: how they came is not measured
    await setTimeout(SETTLED_MS);
  },
  async left() {
    const count = await countOf(db, "send-mail");
    return count > 0 ? String(count) : null;
  },
  end: () => drop(db, "send-mail"),
});

const digests = ({ db, mail }: Given): Work => ({
  name: "the digest",
  async begin() {
    await subscribe(db, SUBSCRIBERS, new Date());
    const { messages } = await mail.count();
    await db.execute(sql`select graphile_worker.add_job('claim-digests')`);
    while ((await mail.count()).messages === messages) await setTimeout(20);
  },
  async left() {
    const count = await countOf(db, "send-digests");
    return count > 0 ? `${count} batches` : null;
  },
  async end() {
    await drop(db, "send-digests");
    while ((await countOf(db, "send-digests")) > 0) await setTimeout(20);
    await db.execute(sql`delete from digest_subscriptions`);
  },
});

/** Papers come from a command beside the app, in several batches, which end when they are all here. */
function papers({ db, folder }: Given): Work {
  const file = path.join(folder, "incoming.jsonl");
  let turn = 0;
  let child: ReturnType<typeof spawn> | undefined;
  return {
    name: `an import of ${PAPERS} papers`,
    async begin() {
      const mark = `turn ${++turn}`;
      const rows = (await manyRows(PAPERS)).toString().trim().split("\n");
      const marked = rows.map((row) => {
        const { arxivId: _, ...paper } = JSON.parse(row);
        return JSON.stringify({ ...paper, title: `${paper.title}, ${mark}` });
      });
      await writeFile(file, marked.join("\n"));
      const [before] = await db.execute<{ id: number }>(sql`select max(id) as id from papers`);
      child = spawn(process.execPath, ["bin/run.mjs", "bin/import.ts", file], { cwd: root });
      for (let hasBegun = false; !hasBegun; ) {
        const [now] = await db.execute<{ id: number }>(sql`select max(id) as id from papers`);
        hasBegun = now?.id !== before?.id || child.exitCode !== null;
      }
    },
    // what it brought is then related to other papers
    left: async () => (child?.exitCode === 0 ? "relating" : "importing"),
    async end() {
      if (child?.exitCode === null) await once(child, "exit");
      if (child?.exitCode !== 0) throw new Error("The papers were not imported.");
      // the app finds related papers of them
      while (await isAnyWaiting(systemContext(db))) await setTimeout(100);
    },
  };
}
