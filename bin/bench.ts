// `npm run bench`: how fast the production build is on this machine, compared with the least that
// could do the same work. It reports; it fails only if something cannot be measured.
// `npm run bench -- --search FILE`: whether search finds the papers of a file, and how fast.
// `npm run bench -- --digest 10000`: how long as many digests take, and how much memory.
// `npm run bench -- --ingest`: how long a day and ten days of a source take.
// `npm run bench -- --scale`: the database cost of large installations, next to a tenth of their
// size.
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import type postgres from "postgres";
import { connect, type Database } from "@/db/client";
import { importFile } from "@/server/ingest/import-file";
import { fetchRaw, freePort, memory, startApp, startBare, stop } from "./bench/app";
import { background } from "./bench/background";
import { manyRows } from "./bench/data";
import { digest, startMailServer } from "./bench/digest";
import { ingest } from "./bench/ingest";
import { live } from "./bench/live";
import { type Measure, median } from "./bench/load";
import { makeReaders } from "./bench/readers";
import { scale } from "./bench/scale";
import { page, type Scenario, viewer, vote } from "./bench/scenarios";
import { scripts } from "./bench/scripts";
import { searchBench } from "./bench/search";
import { HEAD, row, verdict } from "./bench/table";
import { build } from "./build.mjs";
import { openDatabase, settings, systemContext } from "./database";
import { say } from "./setup.mjs";

const CONNECTIONS = [1, 16, 64];
/** Enough that none of them votes faster than an account may. */
const READERS = 512;
const BROWSER = "gzip, br";

interface Options {
  seconds: number;
  rounds: number;
}

/** Alternates between both sides, so that other load on the machine affects both. */
async function measure(scenario: Scenario, connections: number, { seconds, rounds }: Options) {
  const ours: Measure[] = [];
  const bare: Measure[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await scenario.ours({ connections, seconds }));
    bare.push(await scenario.bare({ connections, seconds }));
  }
  return { ours: median(ours), bare: median(bare) };
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
async function longestEdition(sql: postgres.Sql): Promise<string> {
  const [edition] = await sql`
    select feed_date::text as date from submissions group by 1 order by count(*) desc, 1 limit 1`;
  if (!edition) throw new Error("There is no edition to measure.");
  return `/papers/date/${edition.date}`;
}

/** Measures everything against the app at this address, and prints as it goes. */
async function compare(app: string, folder: string, url: string, options: Options) {
  const { db, pool: sql, end } = connect(url, { max: 20, name: "bench" });
  const edition = await longestEdition(sql);
  // the first request renders the page, the second gets the bytes that all others will get
  const kinds = [];
  for (const encoding of ["", BROWSER]) {
    await fetchRaw(app + edition, encoding);
    const { body, headers } = await fetchRaw(app + edition, encoding);
    const file = path.join(folder, `page-${kinds.length}`);
    await writeFile(file, body);
    const bare = await startBare(file, headers["content-encoding"] ?? "");
    kinds.push({ encoding, bare, kB: Math.round(body.length / 1024) });
  }
  const [plain, packed] = kinds;
  const html = (await fetchRaw(app + edition)).body.toString();
  const mine = /href="(\/api\/trpc\/viewer\.state[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  const papers = [...html.matchAll(/data-paper="(\d+)"/g)].map(([, id]) => Number(id));
  if (!plain || !packed || !mine) throw new Error(`${edition} does not ask for viewer.state.`);

  const readers = await makeReaders(db, READERS);
  const given = { app, sql, readers, papers: [...new Set(papers)], mine };
  const both = (kind: typeof plain) => ({ app, bare: kind.bare.url, encoding: kind.encoding });
  const scenarios = [
    page(`edition, ${packed.kB} kB packed`, edition, both(packed), { rate: 800, ratio: 0.05 }),
    page(`edition, ${plain.kB} kB plain`, edition, both(plain), { ratio: 0.05 }),
    viewer(given),
    vote(given),
  ];
  const verdicts: string[] = [];
  say(HEAD);
  for (const scenario of scenarios) {
    for (const connections of CONNECTIONS) {
      const { ours, bare } = await measure(scenario, connections, options);
      say(row(scenario.name, connections, ours, bare));
      if (connections !== 16) continue;
      const { rate, ratio, p99 } = scenario.target;
      if (rate) verdicts.push(verdict(scenario.name, ours.rate, "requests/s", rate));
      if (ratio) {
        const share = (100 * ours.rate) / bare.rate;
        verdicts.push(verdict(scenario.name, share, "% of bare", 100 * ratio));
      }
      if (p99) verdicts.push(verdict(`${scenario.name}, p99`, ours.p99, "ms", p99, true));
    }
  }
  for (const { bare } of kinds) await stop(bare.server);
  await end();
  return verdicts;
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
  const options = { seconds: Number(values.seconds), rounds: Number(values.rounds) };
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
  const child = await startApp({ ...env, SMTP_URL: mail.url });
  const app = `http://127.0.0.1:${port}`;
  try {
    // before there is anything to index, which would count too
    const atStart = connect(database.url, { max: 1, name: "bench scripts" });
    const [reader] = await makeReaders(atStart.db, 1);
    if (!reader) throw new Error("There is no reader.");
    const ofScripts = await scripts(app, BROWSER, child, reader);
    await atStart.end();
    say("Importing …");
    const rows = await load(database.url, values.data);
    // first, as the load test leaves memory in use that would hide it
    const { db, end } = connect(database.url, { max: 4, name: "bench live" });
    const ofLive = await live(app, db, child);
    await end();
    const verdicts = await compare(app, folder, database.url, options);
    const beside = connect(database.url, { max: 2, name: "bench background" });
    verdicts.push(
      ...(await background({
        db: beside.db,
        app,
        path: await longestEdition(beside.pool),
        folder,
        mail,
      })),
      ...(await ingest(beside.db)),
    );
    await beside.end();
    const used = await memory(child);
    if (used) verdicts.push(verdict("memory after all this", used, "MB", 450, true));
    verdicts.push(...ofLive);
    verdicts.push(...ofScripts);
    verdicts.push(verdict("import", rows, "rows/s", 10_543 / 30));
    say(`\n${verdicts.join("\n")}`);
  } finally {
    await stop(child);
    mail.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
}
