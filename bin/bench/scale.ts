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

/** In turn with a tenth of the size. */
const ROUNDS = 3;
const CALLS = 100;
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

interface Installation {
  name: string;
  url: string;
  size: Size;
  cases: Case[];
}

/** Makes the installation, unless it is there. */
async function prepare(server: string, name: string, size: Size): Promise<Installation> {
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
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const cases = await casesFor({ sql, size });
  await sql.end();
  return { name, url, size, cases };
}

const middle = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The medians of several rounds, and the statements of the last. */
function medianOf(rounds: Measured[]): Measured {
  const [last] = rounds.slice(-1);
  if (!last) throw new Error("Nothing was measured.");
  return {
    ...last,
    p50: middle(rounds.map((one) => one.p50)),
    p95: middle(rounds.map((one) => one.p95)),
  };
}

/**
 * Measures a case in both, in turn, so that other load on the machine affects both. Saves the plans.
 */
async function compare(tenth: Installation, full: Installation, at: number, plans: string) {
  const rounds = new Map([tenth, full].map((one) => [one, [] as Measured[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [{ url, cases }, measured] of rounds) {
      const one = cases[at];
      if (one) measured.push(await measure(url, one));
    }
  }
  const name = full.cases[at]?.name ?? "";
  const results = [];
  for (const [{ name: size, url }, measured] of rounds) {
    const result = medianOf(measured);
    await explain(url, path.join(plans, `${slug(name)}-${size}.txt`), result);
    results.push(result);
  }
  const [small, large] = results as [Measured, Measured];
  say(`  ${name.padEnd(34)}${ms(large.p50)}${ms(large.p95)}${ms(small.p95)}`);
  return { name, small, large };
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
    const tenth = await prepare(server.url, "tenth", TENTH);
    const full = await prepare(server.url, "full", FULL);
    const lines = [
      `${"".padEnd(36)}${["p50", "p95", "a tenth", "ratio"].map((head) => head.padStart(10)).join("")}  statements`,
    ];
    const verdicts: string[] = [];
    for (const at of full.cases.keys()) {
      const { name, small, large } = await compare(tenth, full, at, plans);
      const ratio = large.p95 / small.p95;
      lines.push(
        `${name.padEnd(36)}${ms(large.p50)}${ms(large.p95)}${ms(small.p95)}${ratio.toFixed(2).padStart(10)}${String(large.statements).padStart(12)}`,
      );
      verdicts.push(verdict(`${name}, p95`, large.p95, "ms", MAX_MS, true));
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
