import { setTimeout } from "node:timers/promises";
import { connect } from "@/db/client";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { log } from "@/server/platform/log";
import { systemContext } from "./database";

const RETRY_MS = 60_000;
const NEWEST = 2_147_483_647;

/**
 * Indexes the papers that an older version of the app has indexed, newest first, while the app
 * serves and searches the others as before. Finished batches are kept, whenever the process ends;
 * several processes share the work. Returns a function that stops it after the current batch.
 */
export function indexInBackground(url: string): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    while (!signal.aborted) {
      try {
        await indexAll(url, signal);
        return;
      } catch (error) {
        log().error({ err: error }, "papers could not be indexed for search");
        await setTimeout(RETRY_MS, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  };
  const done = work();
  return () => {
    stopping.abort();
    return done;
  };
}

async function indexAll(url: string, signal: AbortSignal): Promise<void> {
  const { db, end } = connect(url, { max: 1, name: "broadsheet search index" });
  const ctx = systemContext(db);
  try {
    if (await isAllIndexed(ctx)) return;
    let below: number | null = NEWEST;
    while (below !== null && !signal.aborted) {
      const began = performance.now();
      below = await indexBatch(ctx, below);
      // leaves half of the time for readers
      await setTimeout(performance.now() - began);
    }
    if (below !== null) return;
    await finishIndexing(ctx);
    log().info("indexed all papers for search");
  } finally {
    await end();
  }
}
