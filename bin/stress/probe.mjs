// Loaded into the app before it starts, with --expose-gc: tells the parent process, when it asks, what
// memory holds that cannot be forgotten, and the most that the process has held so far.
import { setTimeout } from "node:timers/promises";

process.on("message", async () => {
  // what closes frees the rest only a turn later
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await setTimeout(10);
  }
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ held: heapUsed + external, most: process.resourceUsage().maxRSS * 1_024 });
});
process.channel?.unref();
