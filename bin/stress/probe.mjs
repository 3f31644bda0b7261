// Loaded into the app before it starts, with --expose-gc: reports to the parent process, on
// request, the memory in use after garbage collection, and the most that the process has used so
// far.
import { setTimeout } from "node:timers/promises";

process.on("message", async () => {
  // closed handles free their memory only a turn later
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await setTimeout(10);
  }
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ held: heapUsed + external, most: process.resourceUsage().maxRSS * 1_024 });
});
process.channel?.unref();
