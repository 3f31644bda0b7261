const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long the rest is, as a share of the work before it. */
const REST = 0.5;

/**
 * Runs what it is given one after the other, with a rest after each: what runs for minutes beside the
 * app leaves a third of a processor, and of a connection to the database, to those who read.
 */
export function pace() {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const working = turn.then(async () => {
      const began = performance.now();
      const result = (async () => work())();
      // a caller waits for the result only
      const rest = result.catch(() => {}).then(() => sleep(REST * (performance.now() - began)));
      return { result, rest };
    });
    turn = working.then(({ rest }) => rest);
    return working.then(({ result }) => result);
  };
}
