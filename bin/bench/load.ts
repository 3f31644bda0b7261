import autocannon from "autocannon";

/** What a kind of load came to at so many connections. */
export interface Measure {
  /** Answers a second. */
  rate: number;
  /** Milliseconds that half, and 99 of 100, of the answers took at most. */
  p50: number;
  p99: number;
}

/** What each connection sends, over and over: its own reader's requests. */
export type Aim = (connection: number) => autocannon.Request[];

export interface Amount {
  connections: number;
  seconds: number;
}

/** Sends requests over so many connections, each as soon as the last is answered. */
export async function load(
  url: string,
  aim: Aim,
  { connections, seconds }: Amount,
): Promise<Measure> {
  let opened = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 30,
    setupClient: (client) => client.setRequests(aim(opened++)),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} failed: no measure.`);
  return {
    rate: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/** The same measure for work that needs no HTTP: so many workers, each one task after the other. */
export async function loop(
  work: (worker: number, turn: number) => Promise<unknown>,
  { connections, seconds }: Amount,
): Promise<Measure> {
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const from = performance.now();
        await work(worker, turn);
        took.push(performance.now() - from);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? 0;
  return { rate: took.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

/** The middle one of each number over the rounds. */
export function median(rounds: Measure[]): Measure {
  const middle = (pick: (one: Measure) => number) =>
    rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  return {
    rate: middle((one) => one.rate),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
  };
}
