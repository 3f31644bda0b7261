import { setTimeout } from "node:timers/promises";
import { connect } from "@/db/client";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { finishTopics, haveAllTopics, topicsBatch } from "@/server/papers/topics/mutations";
import type { Context } from "@/server/platform/context";
import { log } from "@/server/platform/log";
import { systemContext } from "./database";

const RETRY_MS = 60_000;
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
 * app serves. Finished batches are kept, whenever the process ends; several processes share the
 * work. Returns a function that stops it after the current batch.
 */
export function catchUpInBackground(url: string): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    for (let waiting = DERIVED; waiting.length > 0 && !signal.aborted; ) {
      const failed: Derived[] = [];
      for (const derived of waiting) {
        await catchUp(url, derived, signal).catch((error) => {
          log().error({ err: error }, `${derived.name} could not be brought up to date`);
          failed.push(derived);
        });
      }
      waiting = failed;
      if (waiting.length === 0) return;
      await setTimeout(RETRY_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  };
  const done = work();
  return () => {
    stopping.abort();
    return done;
  };
}

async function catchUp(url: string, derived: Derived, signal: AbortSignal): Promise<void> {
  const { name, isDone, batch, finish } = derived;
  const { db, end } = connect(url, { max: 1, name: "broadsheet catch-up" });
  const ctx = systemContext(db);
  try {
    if (await isDone(ctx)) return;
    let below: number | null = NEWEST;
    while (below !== null && !signal.aborted) {
      const began = performance.now();
      below = await batch(ctx, below);
      // leaves half of the time for readers
      await setTimeout(performance.now() - began);
    }
    if (below !== null) return;
    await finish(ctx);
    log().info(`${name}: all papers are up to date`);
  } finally {
    await end();
  }
}
