// `npm run bench`: how fast the production build is on this machine, compared with the least that
// could do the same work. It reports; it fails only if something cannot be measured.
// `npm run bench -- --only vote`: only the rows of the table whose names have this word; with
// `--profile FOLDER`, a CPU profile of the app is written there, for the developer tools of a browser.
// `npm run bench -- --search FILE`: whether search finds the papers of a file, and how fast.
// `npm run bench -- --digest 10000`: how long as many digests take, and how much memory.
// `npm run bench -- --ingest`: how long a day and ten days of a source take.
// `npm run bench -- --scale`: the database cost of large installations, next to a tenth of their
// size.
import type { ChildProcess } from "node:child_process";
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { connect, type Database } from "@/db/client";
import { importFile } from "@/server/ingest/import-file";
import { relateWaiting } from "@/server/papers/related/mutations";
import { isAnyWaiting } from "@/server/papers/related/queries";
import { fetchRaw, freePort, memory, startApp, startBare, startBareOn, stop } from "./bench/app";
import { background } from "./bench/background";
import { manyRows } from "./bench/data";
import { digest, startMailServer } from "./bench/digest";
import { ingest } from "./bench/ingest";
import { live } from "./bench/live";
import { type Cost, endClient, median, type Side } from "./bench/load";
import { postmasterOf } from "./bench/processor";
import { makeGroup, makeReaders } from "./bench/readers";
import { record } from "./bench/recorded";
import { scale } from "./bench/scale";
import { own, page, reading, type Scenario, search, voting } from "./bench/scenarios";
import { scripts } from "./bench/scripts";
import { searchBench } from "./bench/search";
import { HEAD, row, verdict } from "./bench/table";
import { build } from "./build.mjs";
import { openDatabase, settings, systemContext } from "./database";
import { say } from "./setup.mjs";

/** Enough that none of them votes faster than an account may. */
const VOTERS = 512;
/** Those with libraries, lists and a team. */
const GROUP = 16;
const BROWSER = "gzip, br";
const WARM_UP_SECONDS = 1;

interface Options {
  seconds: number;
  rounds: number;
  /** A word in the names of what is measured; everything without it. */
  only: string | undefined;
}

/** Alternates between both sides, so that other load on the machine affects both. */
async function measure(scenario: Scenario, connections: number, { seconds, rounds }: Options) {
  const [ours, bare]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await scenario.ours({ connections, seconds }));
    if (scenario.bare) bare.push(await scenario.bare({ connections, seconds }));
  }
  return { ours: median(ours), bare: bare.length > 0 ? median(bare) : undefined };
}

/** What a scenario's target asks for, next to what was measured. */
function verdictsOf({ name, target }: Scenario, ours: Cost, bare: Cost | undefined): string[] {
  const { rate, share, p95, ms } = target;
  const verdicts: string[] = [];
  if (rate) verdicts.push(verdict(name, ours.rate, "requests/s", rate));
  if (share && bare) {
    verdicts.push(verdict(name, (100 * ours.rate) / bare.rate, "% of bare", 100 * share));
  }
  if (ms && !Number.isNaN(ours.ms)) {
    const both = ours.ms + ours.postgresMs;
    verdicts.push(verdict(`${name}, app and Postgres`, both, "ms of processor", ms, true));
  }
  if (p95) verdicts.push(verdict(`${name}, p95`, ours.p95, "ms", p95, true));
  return verdicts;
}

/** Imports the given file, or many rows made from the sample. Returns rows per second. */
async function load(url: string, file: string | undefined): Promise<number> {
  const { db, end } = connect(url, { max: 2, name: "bench import" });
  const data = file ? createReadStream(file) : Readable.from([await manyRows(10_500)]);
  const began = performance.now();
  const { read } = await importFile(systemContext(db), data, {
    edition: null,
    curators: [],
    source: "Hugging Face",
  });
  await end();
  return (read * 1_000) / (performance.now() - began);
}

/** The edition with the most papers: the longest page, and the longest list in the viewer's call. */
async function longestEdition(sql: postgres.Sql): Promise<{ date: string; address: string }> {
  const [edition] = await sql`
    select feed_date::text as date from submissions group by 1 order by count(*) desc, 1 limit 1`;
  if (!edition) throw new Error("There is no edition to measure.");
  return { date: edition.date, address: `/papers/date/${edition.date}` };
}

/** The app as the side of a load that is measured. */
async function sideOf(url: string, child: ChildProcess, database: string): Promise<Side> {
  const { pool, end } = connect(database, { max: 1, name: "bench" });
  const [backend] = await pool`select pg_backend_pid() as pid`;
  const postmaster = await postmasterOf(backend?.pid);
  await end();
  return { url, pid: child.pid, postmaster };
}

/** A long edition, as the app answers it packed and not, each with a server that sends these bytes. */
async function editions(app: Side, address: string, folder: string) {
  const scenarios: Scenario[] = [];
  const servers: ChildProcess[] = [];
  for (const [what, encoding] of [
    ["packed", BROWSER],
    ["plain", ""],
  ] as const) {
    // the first request renders the page, the next gets the bytes that all others will get
    await fetchRaw(app.url + address, encoding);
    const { body, headers } = await fetchRaw(app.url + address, encoding);
    const file = path.join(folder, `page-${what}`);
    await writeFile(file, body);
    const { server, url } = await startBare(file, headers["content-encoding"] ?? "");
    servers.push(server);
    const bare = { url, pid: server.pid };
    const name = `edition, ${Math.round(body.length / 1024)} kB ${what}`;
    scenarios.push(page(name, address, { app, bare, encoding }, { share: 0.5 }));
  }
  return { scenarios, servers };
}

/** Measures everything against the app, and prints as it goes. */
async function compare(app: Side, folder: string, url: string, options: Options) {
  const { db, pool: sql, end } = connect(url, { max: 8, name: "bench" });
  const edition = await longestEdition(sql);
  const { scenarios, servers } = await editions(app, edition.address, folder);
  const html = (await fetchRaw(app.url + edition.address)).body.toString();
  const mine = /href="(\/api\/trpc\/viewer\.state[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  const ofTheDay = [
    ...new Set([...html.matchAll(/data-paper="(\d+)"/g)].map(([, id]) => Number(id))),
  ];
  if (!mine) throw new Error(`${edition.address} does not ask for viewer.state.`);

  const papers = (await sql`select id from papers order by id limit 1000`).map(({ id }) =>
    Number(id),
  );
  const readers = await makeReaders(db, GROUP);
  const group = await makeGroup(db, readers, { papers, ofTheDay });
  await sql`analyze`;
  const given = { app, bare: app, readers, group, mine, papers };
  const shots = reading(given).flatMap((one) => one.shots);
  const recordings = await record(sql, shots);
  const { server, url: address } = await startBareOn(url, settings().DATABASE_POOL, recordings);
  servers.push(server);
  const bare = { url: address, pid: server.pid, postmaster: app.postmaster };
  const voters = { readers: await makeReaders(db, VOTERS), papers: ofTheDay };
  scenarios.push(
    ...reading({ ...given, bare }),
    ...voting({ app, bare }, voters),
    ...own(given, edition.date),
    search(app),
  );
  const verdicts: string[] = [];
  say(HEAD);
  for (const scenario of scenarios.filter(({ name }) => name.includes(options.only ?? ""))) {
    const [first = 1] = scenario.connections;
    await scenario.ours({ connections: first, seconds: WARM_UP_SECONDS });
    await scenario.bare?.({ connections: first, seconds: WARM_UP_SECONDS });
    for (const connections of scenario.connections) {
      const { ours, bare } = await measure(scenario, connections, options);
      say(row(scenario.name, connections, ours, bare));
      if (connections === first) verdicts.push(...verdictsOf(scenario, ours, bare));
    }
  }
  for (const one of servers) await stop(one);
  await end();
  return verdicts;
}

/** The papers that new ones are compared with while pages are measured beside an import. */
const COMPARED = 2_000;

/** Finds what is related to the newest papers, beside the app. */
async function relateNewest(db: Database) {
  say("Finding related papers …");
  await db.execute(sql`insert into papers_to_relate (paper_id)
    select id from papers order by id desc limit ${COMPARED}`);
  while (await relateWaiting(systemContext(db)));
  while (await isAnyWaiting(systemContext(db))) await setTimeout(100);
}

/** Only this, on a database of its own. */
async function alone(
  part: (db: Database) => Promise<string[]>,
  data: string | undefined,
): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-bench-"));
  await chmod(folder, 0o755);
  Object.assign(process.env, { DATA_DIR: folder, DATABASE_URL: "", APP_URL: "" });
  process.env.AUTH_SECRET ??= "x".repeat(32);
  const database = await openDatabase(settings());
  const { db, end } = connect(database.url, { max: 8, name: "bench alone" });
  try {
    await load(database.url, data);
    say((await part(db)).join("\n"));
  } finally {
    await end();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
}

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: "string" },
      seconds: { type: "string", default: "3" },
      rounds: { type: "string", default: "3" },
      scale: { type: "boolean", default: false },
      folder: { type: "string" },
      search: { type: "string" },
      digest: { type: "string" },
      ingest: { type: "boolean", default: false },
      only: { type: "string" },
      profile: { type: "string" },
    },
  });
  if (values.search) {
    await searchBench(path.resolve(process.env.INIT_CWD ?? "", values.search));
    return 0;
  }
  if (values.scale) {
    await scale(values.folder);
    return 0;
  }
  if (values.digest) return alone((db) => digest(db, Number(values.digest)), values.data);
  if (values.ingest) return alone(ingest, values.data);
  const { only, profile } = values;
  const options = { seconds: Number(values.seconds), rounds: Number(values.rounds), only };
  const flags = profile ? ["--cpu-prof", `--cpu-prof-dir=${path.resolve(profile)}`] : [];
  await build();

  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-bench-"));
  // for root, the embedded Postgres runs as the user `postgres`, who must be able to enter
  await chmod(folder, 0o755);
  const port = await freePort();
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: "",
    APP_URL: "",
    PORT: String(port),
    // of the messages that the app finds queued
    AUTH_SECRET: "x".repeat(32),
  };
  Object.assign(process.env, env);
  const database = await openDatabase(settings());
  process.env.DATABASE_URL = database.url;
  const mail = await startMailServer();
  const child = await startApp({ ...env, SMTP_URL: mail.url }, flags);
  const app = await sideOf(`http://127.0.0.1:${port}`, child, database.url);
  try {
    const verdicts: string[] = [];
    // before there is anything to index, which would count too
    const atStart = connect(database.url, { max: 1, name: "bench scripts" });
    const [reader] = await makeReaders(atStart.db, 1);
    if (!reader) throw new Error("There is no reader.");
    const ofScripts = only ? [] : await scripts(app, BROWSER, reader);
    await atStart.end();
    say("Importing …");
    const rows = await load(database.url, values.data);
    // first, as the load test leaves memory in use that would hide it
    const { db, pool, end } = connect(database.url, { max: 4, name: "bench" });
    // finding what is related to all of them would go on for minutes beside what is measured
    await pool`delete from papers_to_relate`;
    const ofLive = only ? [] : await live(app, db);
    verdicts.push(...(await compare(app, folder, database.url, options)));
    if (!only) {
      await relateNewest(db);
      const { address } = await longestEdition(pool);
      verdicts.push(...(await background({ db, app, path: address, folder, mail })));
      verdicts.push(...(await ingest(db)));
      const used = await memory(child);
      if (used) verdicts.push(verdict("memory after all this", used, "MB", 300, true));
      verdicts.push(...ofLive, ...ofScripts);
      verdicts.push(verdict("import", rows, "rows/s", 1_500));
    }
    await end();
    say(`\n${verdicts.join("\n")}`);
  } finally {
    endClient();
    await stop(child);
    mail.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
}
