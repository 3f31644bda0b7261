import type { ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { makeTeam } from "../bench/live";
import { makeReaders } from "../bench/readers";
import { say } from "../setup.mjs";
import { isRunning, killServer, type Place, type Report } from "./app";
import { findings } from "./findings";
import { Ledger } from "./ledger";
import { itemKey, post, type Subject, write } from "./writers";

const WRITERS = 16;
/** The least and the most acknowledged writes between two kills. */
const BETWEEN = [16, 200] as const;

const VICTIMS = ["the app", "the database", "both"] as const;

/** Resolves once the app and its database are healthy: nothing else shows this from outside. */
async function isBack(url: string): Promise<void> {
  const ends = AbortSignal.timeout(120_000);
  while (!ends.aborted) {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.status === 200) return;
    await setTimeout(50);
  }
  throw new Error("The app was not well again within two minutes.");
}

/** One check at a time, however many writers wait for it. */
function sharedWait(wait: () => Promise<void>) {
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= wait().finally(() => {
      waiting = undefined;
    });
    return waiting;
  };
}

async function killApp(app: ChildProcess): Promise<void> {
  const ended = once(app, "exit");
  app.kill("SIGKILL");
  await ended;
}

/** Sixteen readers of one team with a collection, and what they write about. */
async function prepare(db: Database, url: string, ledger: Ledger) {
  const readers = await makeReaders(db, WRITERS);
  const listId = await makeTeam(db, readers);
  const [team] = await db.execute<{ id: string }>(
    sql`select owner_team_id as id from lists where id = ${listId}`,
  );
  const papers = await db.execute<{ id: number }>(sql`select id from papers order by id limit 400`);
  const [first] = papers;
  if (!team || !first) throw new Error("There is nothing to write about.");
  const subject = {
    url,
    ledger,
    listId,
    teamId: team.id,
    teamPaper: first.id,
    papers: papers.map(({ id }) => id),
    threads: [],
    refused: new Set<string>(),
    isBack: sharedWait(() => isBack(url)),
  };
  return { readers, subject };
}

/**
 * Kills the app, its database and both in turn while sixteen readers write, and checks what is
 * left.
 */
export async function kills(place: Place, times: number): Promise<Report> {
  const { url, folder } = place;
  let app = await place.start();
  const ledger = new Ledger();
  const before = await place.database();
  const { readers, subject } = await prepare(before.db, url, ledger);
  await before.end();

  let over = false;
  const all: Subject = { ...subject, isOver: () => over };
  say(`Killing app and database ${times} times under ${WRITERS} writers …`);
  const [owner] = readers;
  if (!owner) throw new Error("There is nobody to write.");
  const first = { listId: all.listId, paperId: all.teamPaper };
  const added = await post(url, owner, "items.add", first);
  if (added.status !== 200) throw new Error(`items.add answered ${added.status}.`);
  ledger.acknowledge(itemKey(all.teamPaper), "on the list");
  const writing = Promise.all(readers.map((reader) => write(all, reader)));
  // handled where it is awaited
  writing.catch(() => {});
  const killed = new Map<string, number>();
  try {
    for (let kill = 0; kill < times; kill++) {
      await Promise.race([ledger.more(randomInt(...BETWEEN)), writing]);
      if (!isRunning(app)) throw new Error("The app ended without being killed.");
      const victim = VICTIMS[kill % VICTIMS.length] ?? "both";
      if (victim !== "the app") await killServer(folder);
      if (victim !== "the database") {
        await killApp(app);
        app = await place.start();
      }
      say(`  ${kill + 1}: ${victim}, after ${ledger.acknowledged} acknowledged writes`);
      killed.set(victim, (killed.get(victim) ?? 0) + 1);
    }
    await ledger.more(BETWEEN[1]);
  } finally {
    over = true;
  }
  await writing;

  const after = await place.database();
  const { wrong, counted } = await findings(after.db, all, readers);
  await after.end();
  return {
    did: [
      ...[...killed].map(([victim, count]) => `kill -9 of ${victim}: ${count} times`),
      `${WRITERS} writers: ${ledger.acknowledged} writes acknowledged, ${ledger.unanswered} sent without an answer`,
      ...counted,
    ],
    wrong,
  };
}
