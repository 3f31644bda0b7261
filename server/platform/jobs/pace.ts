const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs what it is given one after the other, and rests after each as long as it took: whatever runs
 * for minutes beside the app leaves half of a processor, and of the database, to those who read.
 */
export function pace() {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const working = turn.then(async () => {
      const began = performance.now();
      const result = work();
      // a caller waits for the result only
      const rest = result.catch(() => {}).then(() => sleep(performance.now() - began));
      return { result, rest };
    });
    turn = working.then(({ rest }) => rest);
    return working.then(({ result }) => result);
  };
}
