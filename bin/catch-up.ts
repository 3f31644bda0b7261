import { setTimeout } from "node:timers/promises";
import { relateWaiting } from "@/server/papers/related/mutations";
import { isAnyWaiting } from "@/server/papers/related/queries";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { finishTopics, haveAllTopics, topicsBatch } from "@/server/papers/topics/mutations";
import type { Context } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { unavailability } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { type OpenDatabase, systemContext } from "./database";

const RETRY_MS = 60_000;
/** How often the app looks for papers that an import has added or changed. */
const LOOK_MS = 10_000;
const NEWEST = 2_147_483_647;

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

/**
 * Derives again what an older version of the app has derived from papers, newest first, while the
 * app serves; then finds related papers of those that are imported. Finished batches are kept,
 * whenever the process ends; several processes share the work. Returns a function that stops it
 * after the current batch.
 */
export function catchUpInBackground(database: OpenDatabase): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    for (let waiting = DERIVED; waiting.length > 0 && !signal.aborted; ) {
      const failed: Derived[] = [];
      for (const derived of waiting) {
        await catchUp(database, derived, signal).catch((error) => {
          log().error({ err: error }, `${derived.name} could not be brought up to date`);
          failed.push(derived);
        });
      }
      waiting = failed;
      if (waiting.length > 0) await pause(RETRY_MS, signal);
    }
    while (!signal.aborted) {
      try {
        await relate(database, signal);
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

/** Finds related papers of all that are waiting. */
async function relate(database: OpenDatabase, signal: AbortSignal): Promise<void> {
  if (!(await isAnyWaiting(systemContext(appDatabase())))) return;
  const { db, end } = database.connect({ max: 1, name: "broadsheet related papers" });
  try {
    await inBatches(() => relateWaiting(systemContext(db)), signal);
  } finally {
    await end();
  }
}

async function catchUp(
  database: OpenDatabase,
  derived: Derived,
  signal: AbortSignal,
): Promise<void> {
  const { name, isDone, batch, finish } = derived;
  const { db, end } = database.connect({ max: 1, name: "broadsheet catch-up" });
  const ctx = systemContext(db);
  try {
    if (await isDone(ctx)) return;
    let below: number | null = NEWEST;
    const next = async () => {
      if (below !== null) below = await batch(ctx, below);
      return below !== null;
    };
    if (!(await inBatches(next, signal))) return;
    await finish(ctx);
    log().info(`${name}: all papers are up to date`);
  } finally {
    await end();
  }
}
