// `npm run bench -- --scale`: the database cost of large installations, next to a tenth of their
// size.
import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { createCaller } from "@/server/api/root";
import { root, say } from "../setup.mjs";
import { actorOf, type Case, casesFor } from "./scale/cases";
import { fill } from "./scale/fill";
import { FULL, type Size, TENTH } from "./scale/size";
import { type Sent, waited, watch } from "./scale/watched";
import { verdict } from "./table";

const CALLS = 300;
const WARM_UP = 30;
const MAX_MS = 50;
const MAX_RATIO = 1.5;

interface Measured {
  p50: number;
  p95: number;
  /** Statements per call. */
  statements: number;
  /** The last of each statement. */
  sent: Map<string, Sent>;
}

/** Calls repeatedly, as one actor after another, each with their own input. */
async function measure(url: string, one: Case): Promise<Measured> {
  const { db, pool, take, end } = watch(url, 4);
  const took: number[] = [];
  const sent = new Map<string, Sent>();
  let statements = 0;
  for (let turn = 0; turn < WARM_UP + CALLS; turn++) {
    const actor = await actorOf(pool, one.actor(turn));
    const caller = createCaller({ db, actor, now: () => new Date(), requestId: randomUUID() });
    take();
    await one.ask(caller, turn);
    if (turn < WARM_UP) continue;
    const asked = take();
    took.push(waited(asked));
    statements += asked.length;
    for (const note of asked) sent.set(note.text, note);
  }
  await end();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), statements: Math.round(statements / CALLS), sent };
}

/** Saves Postgres' query plan for each statement next to the table. */
async function explain(url: string, file: string, { sent }: Measured): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const parts: string[] = [];
  for (const { text, parameters, began, ended } of sent.values()) {
    const plan = await sql.unsafe(`explain (analyze, buffers) ${text}`, parameters);
    const lines = plan.map((row) => row["QUERY PLAN"]);
    parts.push(
      `${text}\n\n${(ended - began).toFixed(1)} ms when it was last asked\n\n${lines.join("\n")}\n`,
    );
  }
  await sql.end();
  await writeFile(file, parts.join(`\n${"─".repeat(80)}\n\n`));
}

const count = (value: number) => value.toLocaleString("en");
const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(10);

async function measureAll(server: string, name: string, size: Size, plans: string) {
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const [there] = await admin`select 1 from pg_database where datname = ${name}`;
  if (!there) await admin`create database ${admin(name)}`;
  await admin.end();
  await migrate(url);
  say(`${count(size.papers)} papers, ${count(size.users)} users, ${count(size.votes)} votes`);
  if (!there) await fill(url, size);
  const results = new Map<string, Measured>();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  for (const one of await casesFor({ sql, size })) {
    const measured = await measure(url, one);
    await explain(url, path.join(plans, `${slug(one.name)}-${name}.txt`), measured);
    results.set(one.name, measured);
    say(`  ${one.name.padEnd(34)}${ms(measured.p50)}${ms(measured.p95)}`);
  }
  await sql.end();
  return { url, results };
}

/** Measures both sizes. If a folder is given, it keeps the databases for the next run. */
export async function scale(kept?: string): Promise<string[]> {
  const folder = kept ?? (await mkdtemp(path.join(os.tmpdir(), "broadsheet-scale-")));
  // for root, the embedded Postgres runs as the user `postgres`, who must be able to enter
  if (!kept) await chmod(folder, 0o755);
  const plans = path.join(root, "test-results/scale");
  await rm(plans, { recursive: true, force: true });
  await mkdir(plans, { recursive: true });
  const server = await embedded(folder);
  try {
    const tenth = await measureAll(server.url, "tenth", TENTH, plans);
    const full = await measureAll(server.url, "full", FULL, plans);
    const lines = [
      `${"".padEnd(36)}${["p50", "p95", "a tenth", "ratio"].map((head) => head.padStart(10)).join("")}  statements`,
    ];
    const verdicts: string[] = [];
    for (const [name, of] of full.results) {
      const small = tenth.results.get(name)?.p95 ?? Number.NaN;
      const ratio = of.p95 / small;
      lines.push(
        `${name.padEnd(36)}${ms(of.p50)}${ms(of.p95)}${ms(small)}${ratio.toFixed(2).padStart(10)}${String(of.statements).padStart(12)}`,
      );
      verdicts.push(verdict(`${name}, p95`, of.p95, "ms", MAX_MS, true));
      verdicts.push(verdict(`${name}, beside a tenth`, ratio, "times", MAX_RATIO, true));
    }
    const table = `${lines.join("\n")}\n\n${verdicts.join("\n")}\n`;
    await writeFile(path.join(plans, "table.txt"), table);
    say(`\n${table}\nThe plans are in ${plans}.`);
    return verdicts;
  } finally {
    await server.stop();
    if (!kept) await rm(folder, { recursive: true, force: true });
  }
}
