const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long the rest is, as a share of the processor time of the work before it. */
const REST = 1;

/**
 * Has work rest after it has taken processor time of this process: what runs for minutes beside the app
 * leaves half of a processor to those who read. Time in which it waits, such as for a distant
 * database, needs no rest.
 */
export function pace() {
  let noted = process.cpuUsage();
  let rested = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const ms = rested - performance.now();
    if (ms > 0) await sleep(ms);
    try {
      return await work();
    } finally {
      // several at once are counted together, each moment once
      const { user, system } = process.cpuUsage(noted);
      noted = process.cpuUsage();
      rested = Math.max(rested, performance.now()) + (REST * (user + system)) / 1_000;
    }
  };
}
