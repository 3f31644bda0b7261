import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { relateWaiting } from "@/server/papers/related/mutations";
import {
  areAllRelated,
  areMoreWaitingThan,
  haveMorePapersThan,
  isAnyWaiting,
} from "@/server/papers/related/queries";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { finishTopics, haveAllTopics, topicsBatch } from "@/server/papers/topics/mutations";
import type { Context } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { unavailability } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { startChild } from "./child";
import { type OpenDatabase, systemContext } from "./database";

const RETRY_MS = 60_000;
/** How often the app looks for papers that an import has added or changed. */
const LOOK_MS = 10_000;
const NEWEST = 2_147_483_647;
/**
 * Deriving from more papers than these is left to a process of its own: of all after an update, or of
 * those that an import brings. A source brings fewer a day.
 */
const FEW_PAPERS = 100;

/** What is derived from every paper, and derived again when its code changes. */
interface Derived {
  name: string;
  /** Whether this version has derived it from all papers. */
  isDone: (ctx: Context) => Promise<boolean>;
  /** Takes the newest papers below an id; returns the id to continue below, or null at the end. */
  batch: (ctx: Context, below: number) => Promise<number | null>;
  finish: (ctx: Context) => Promise<void>;
}

const DERIVED: Derived[] = [
  { name: "topics", isDone: haveAllTopics, batch: topicsBatch, finish: finishTopics },
  { name: "search index", isDone: isAllIndexed, batch: indexBatch, finish: finishIndexing },
];

type Connecting = Pick<OpenDatabase, "connect">;

/**
 * Derives again what an older version of the app has derived from papers, newest first, while the
 * app serves. Then finds related papers of those that are imported. A child process does what there
 * are many of. Finished batches are kept, whenever a process ends; several processes share the work.
 * Returns a function that stops it after the current batch.
 */
export function catchUpInBackground(database: OpenDatabase): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    for (let isDone = false; !isDone && !signal.aborted; ) {
      isDone = await bringUpToDate(database, signal).catch((error) => {
        log().error({ err: error }, "papers could not be brought up to date");
        return false;
      });
      if (!isDone) await pause(RETRY_MS, signal);
    }
    while (!signal.aborted) {
      try {
        await relateNew(database, signal);
        await pause(LOOK_MS, signal);
      } catch (error) {
        // a database that is away has been logged
        if (!unavailability(error)) log().error({ err: error }, "related papers were not found");
        await pause(RETRY_MS, signal);
      }
    }
  };
  const done = work();
  return () => {
    stopping.abort();
    return done;
  };
}

async function bringUpToDate(database: OpenDatabase, signal: AbortSignal): Promise<boolean> {
  const ctx = systemContext(appDatabase());
  const checks = [...DERIVED.map(({ isDone }) => isDone), areAllRelated];
  const areDone = await Promise.all(checks.map((isDone) => isDone(ctx)));
  if (areDone.every((isDone) => isDone)) return true;
  const areMany = await haveMorePapersThan(ctx, FEW_PAPERS);
  return areMany ? inChild("bin/derive.ts", database, signal) : deriveAgain(database, signal);
}

/** Runs a file of `bin/` in a child process. Returns whether it was done to the end. */
async function inChild(file: string, { url }: OpenDatabase, signal: AbortSignal): Promise<boolean> {
  const [code] = await once(startChild(file, url, { signal }), "exit").catch(() => []);
  return code === 0;
}

/**
 * Derives again what is out of date from all papers. Returns false if the signal ended it, or if
 * something failed, which is logged.
 */
export async function deriveAgain(database: Connecting, signal: AbortSignal): Promise<boolean> {
  let isDone = true;
  for (const derived of DERIVED) {
    const isUpToDate = await catchUp(database, derived, signal).catch((error) => {
      log().error({ err: error }, `${derived.name} could not be brought up to date`);
      return false;
    });
    isDone &&= isUpToDate;
  }
  return isDone;
}

/** Ends early when the signal aborts. */
const pause = (ms: number, signal: AbortSignal) =>
  setTimeout(ms, undefined, { signal, ref: false }).catch(() => {});

/**
 * Runs batches until one returns that none is left, leaving half of the time for readers. Returns
 * false if the signal ended it.
 */
async function inBatches(batch: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  for (let isMore = true; isMore; ) {
    if (signal.aborted) return false;
    const began = performance.now();
    isMore = await batch();
    await setTimeout(performance.now() - began);
  }
  return true;
}

/**
 * Finds related papers of all that are waiting, or until there are too many. Returns false if the
 * signal ended it.
 */
export async function relate(
  database: Connecting,
  signal: AbortSignal,
  areTooMany: () => Promise<boolean> = async () => false,
): Promise<boolean> {
  const { db, end } = database.connect({ max: 1, name: "broadsheet related papers" });
  const next = async () => (await relateWaiting(systemContext(db))) && !(await areTooMany());
  try {
    return await inBatches(next, signal);
  } finally {
    await end();
  }
}

/** Finds related papers of those that have come; of many, in a child process. */
async function relateNew(database: OpenDatabase, signal: AbortSignal): Promise<void> {
  const ctx = systemContext(appDatabase());
  const areMany = () => areMoreWaitingThan(ctx, FEW_PAPERS);
  if (!(await isAnyWaiting(ctx))) return;
  if (!(await areMany())) {
    await relate(database, signal, areMany);
    return;
  }
  const isDone = await inChild("bin/relate.ts", database, signal);
  if (!isDone && !signal.aborted) {
    throw new Error("The process that finds related papers failed.");
  }
  // others hold them, or an import goes on
  if (await areMany()) await pause(RETRY_MS, signal);
}

async function catchUp(
  database: Connecting,
  derived: Derived,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, isDone, batch, finish } = derived;
  const { db, end } = database.connect({ max: 1, name: "broadsheet catch-up" });
  const ctx = systemContext(db);
  try {
    if (await isDone(ctx)) return true;
    let below: number | null = NEWEST;
    const next = async () => {
      if (below !== null) below = await batch(ctx, below);
      return below !== null;
    };
    if (!(await inBatches(next, signal))) return false;
    await finish(ctx);
    log().info(`${name}: all papers are up to date`);
    return true;
  } finally {
    await end();
  }
}
