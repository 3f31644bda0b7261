// The client of a load, in a process of its own that spends little on a request: it takes few turns
// from what it measures.
import { setTimeout } from "node:timers/promises";
import { Client } from "undici";
import type { Amount, Measure } from "./load";
import { aimOf, type Plan, type Shot } from "./plans";

/** Sends one request and reads the whole answer; fails unless it is a 200. */
function shoot(client: Client, shot: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    let status = 0;
    client.dispatch(shot, {
      onRequestStart() {},
      onResponseStart(_, code) {
        status = code;
      },
      onResponseData() {},
      onResponseEnd() {
        if (status === 200) resolve();
        else reject(new Error(`${shot.path} answered ${status}.`));
      },
      onResponseError(_, error) {
        reject(error);
      },
    });
  });
}

/**
 * Each connection sends its next request as soon as the last is answered, or a while later. Its first
 * request opens it, and is not measured.
 */
async function load(
  url: string,
  plan: Plan,
  { connections, seconds, every = 0 }: Amount,
): Promise<Measure> {
  const aim = aimOf(plan, connections);
  const clients = Array.from({ length: connections }, () => new Client(url));
  await Promise.all(clients.map((client, connection) => shoot(client, aim(connection))));
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    clients.map(async (client, connection) => {
      // readers do not turn their pages all at once
      if (every) await setTimeout((every * connection) / connections);
      while (performance.now() < until) {
        const from = performance.now();
        await shoot(client, aim(connection));
        const now = performance.now();
        took.push(now - from);
        if (from + every > now) await setTimeout(from + every - now);
      }
      await client.close();
    }),
  );
  const elapsed = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? 0;
  return {
    rate: took.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    count: took.length,
  };
}

interface Asked {
  url: string;
  plan: Plan;
  amount: Amount;
}

export async function main(): Promise<number> {
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ url, plan, amount }: Asked) => {
    try {
      process.send?.({ measure: await load(url, plan, amount) });
    } catch (error) {
      process.send?.({ error: (error as Error).message });
    }
  });
  process.send?.("ready");
  return 0;
}
