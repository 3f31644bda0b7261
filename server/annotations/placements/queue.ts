import type { Context } from "../../platform/context";
import { appDatabase } from "../../platform/database";
import { log } from "../../platform/log";
import { placeSome } from "./place-notes";

/** Papers beyond this many are not queued; the next time they are read queues them again. */
const MAX_WAITING = 1_000;

const waiting = new Set<number>();
let isRunning = false;

/** Queues a paper: its notes are placed in its newest text after the papers already waiting. */
export function placeSoon(paperId: number): void {
  if (waiting.size < MAX_WAITING) waiting.add(paperId);
  if (!isRunning) void run();
}

async function run(): Promise<void> {
  isRunning = true;
  try {
    for (const paperId of waiting) {
      const ctx: Context = {
        db: appDatabase(),
        actor: { kind: "system" },
        now: () => new Date(),
        requestId: "placements",
      };
      waiting.delete(paperId);
      if (await placeSome(ctx, paperId)) waiting.add(paperId);
    }
  } catch (error) {
    // nothing is lost: the next read queues them again
    waiting.clear();
    log().warn({ err: error }, "notes could not be placed");
  } finally {
    isRunning = false;
  }
}
