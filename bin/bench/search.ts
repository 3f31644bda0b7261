// `npm run bench -- --search FILE`: whether search finds a file's papers in the ways readers look
// for them.
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { connect, type Database } from "@/db/client";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { createCaller } from "@/server/api/root";
import { importFile } from "@/server/ingest/import-file";
import { systemContext } from "../database";
import { say } from "../setup.mjs";
import { asked, type Known, seeded, WAYS, type Way } from "./search/asked";
import { verdict } from "./table";

const PAPERS = 300;
const SEED = 1;
const MAX_MS = 100;

/** The results for one way of looking for papers. */
export interface Outcome {
  way: Way;
  /** The share that was found within the required rank. */
  share: number;
  /** What was typed for those missed. */
  missed: string[];
  /** The duration of each search in milliseconds, shortest first. */
  took: number[];
}

/** Looks for these papers in every way, one search after another. */
export async function lookFor(db: Database, papers: Known[], seed: number): Promise<Outcome[]> {
  const caller = createCaller({
    db,
    actor: { kind: "anonymous" },
    now: () => new Date(),
    requestId: randomUUID(),
  });
  const random = seeded(seed);
  const queries = papers.map((paper) => ({ paper, typed: asked(paper, random) }));
  const outcomes: Outcome[] = [];
  for (const way of Object.keys(WAYS) as Way[]) {
    const took: number[] = [];
    const missed: string[] = [];
    for (const { paper, typed } of queries) {
      const q = typed[way];
      if (!q) continue;
      const began = performance.now();
      const found = await caller.search.papers({ q });
      took.push(performance.now() - began);
      const first = found.papers.slice(0, WAYS[way].first);
      if (!first.some(({ slug }) => slug === paper.slug)) missed.push(q);
    }
    took.sort((a, b) => a - b);
    outcomes.push({ way, share: 1 - missed.length / took.length, missed, took });
  }
  return outcomes;
}

/** Imports a file into a fresh database and looks for some of its papers, always the same ones. */
export async function searchBench(file: string): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-search-"));
  // for root, the embedded Postgres runs as the user `postgres`, who must be able to enter
  await chmod(folder, 0o755);
  const server = await embedded(folder);
  try {
    await migrate(server.url);
    const { db, pool: sql, end } = connect(server.url, { max: 4, name: "bench search" });
    const began = performance.now();
    const { read } = await importFile(systemContext(db), createReadStream(file), {
      edition: null,
      curators: [],
      source: "Hugging Face",
    });
    const rows = (read * 1_000) / (performance.now() - began);
    await sql`vacuum (analyze) papers, search_words`;
    const papers = await sql<Known[]>`
      select slug, title from papers order by md5(slug || ${String(SEED)}) limit ${PAPERS}`;
    const outcomes = await lookFor(db, papers, SEED);
    const verdicts = outcomes.map(({ way, share }) =>
      verdict(`${way}, in the first ${WAYS[way].first}`, 100 * share, "%", 100 * WAYS[way].share),
    );
    for (const { way, missed } of outcomes) {
      for (const q of missed) say(`  not found by ${way}: ${q}`);
    }
    const took = outcomes.flatMap((outcome) => outcome.took).sort((a, b) => a - b);
    const p95 = took[Math.floor(0.95 * took.length)] ?? Number.NaN;
    verdicts.push(verdict("a search, p95", p95, "ms", MAX_MS, true));
    verdicts.push(verdict("import", rows, "rows/s", 10_543 / 30));
    say(verdicts.join("\n"));
    await end();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
