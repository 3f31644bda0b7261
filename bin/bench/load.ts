import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout } from "node:timers/promises";

/** The results of a load at one number of connections. */
export interface Measure {
  /** Responses per second. */
  rate: number;
  /** The 50th and 99th percentile of response times, in milliseconds. */
  p50: number;
  p99: number;
}

/** One request of a load. */
export interface Shot {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string | number>;
  body?: string;
}

/** What a connection sends on its nth turn. */
export type Aim = (connection: number, turn: number) => Shot;

export interface Amount {
  connections: number;
  seconds: number;
  /** Each connection begins at most one request in so many milliseconds; none waits without it. */
  every?: number;
}

/** Sends one request and reads the whole response; throws unless it is a 200. */
async function shoot(url: string, agent: Agent, { path, body, ...shot }: Shot): Promise<void> {
  const sent = request(url + path, { ...shot, agent }).end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  await once(answer, "end");
  if (answer.statusCode !== 200) throw new Error(`${url}${path} answered ${answer.statusCode}.`);
}

/** Sends requests over this many connections, each as soon as the last is answered. */
export async function load(url: string, aim: Aim, amount: Amount): Promise<Measure> {
  const agent = new Agent({ keepAlive: true, maxSockets: amount.connections });
  const measure = await loop((worker, turn) => shoot(url, agent, aim(worker, turn)), amount);
  agent.destroy();
  return measure;
}

/** Runs this many workers, each doing one task after another. */
export async function loop(
  work: (worker: number, turn: number) => Promise<unknown>,
  { connections, seconds, every = 0 }: Amount,
): Promise<Measure> {
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const from = performance.now();
        await work(worker, turn);
        const now = performance.now();
        took.push(now - from);
        if (from + every > now) await setTimeout(from + every - now);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? 0;
  return { rate: took.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

/** The median of each number over the rounds. */
export function median(rounds: Measure[]): Measure {
  const middle = (pick: (one: Measure) => number) =>
    rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  return {
    rate: middle((one) => one.rate),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
  };
}
