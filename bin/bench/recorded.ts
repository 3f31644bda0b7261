import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type postgres from "postgres";
import { handle } from "@/db/client";
import { answerProcedure } from "@/server/api/http/procedures";
import type { Shot } from "./plans";

/** A statement, with its values. */
export interface Sent {
  text: string;
  values: unknown[];
  /** Whether its rows come without names. */
  plain: boolean;
}

/** What the app asks the database for one answer: one group after another, each at once. */
export interface Recording extends Shot {
  groups: Sent[][];
}

/** The pool, telling of each statement before it is sent, and after it is answered. */
const listened = (pool: postgres.Sql, on: { sent: (one: Sent) => void; answered: () => void }) =>
  new Proxy(pool, {
    get(target, name) {
      if (name !== "unsafe") return Reflect.get(target, name);
      return (text: string, values: never[] = [], options?: postgres.UnsafeQueryOptions) => {
        const one = { text, values, plain: false };
        on.sent(one);
        const query = target.unsafe(text, values, options);
        const asPlain = query.values.bind(query);
        query.values = () => {
          one.plain = true;
          return asPlain();
        };
        // once the caller has said how it wants the rows
        process.nextTick(() => query.then(on.answered, on.answered));
        return query;
      };
    },
  });

/** Answers these calls in this process, over the pool, and notes what they ask the database. */
export async function record(pool: postgres.Sql, shots: Shot[]): Promise<Recording[]> {
  let groups: Sent[][] = [];
  let open = 0;
  const watching = listened(pool, {
    sent(one) {
      if (open++ === 0) groups.push([]);
      groups.at(-1)?.push(one);
    },
    answered() {
      open--;
    },
  });
  const { db } = handle(watching, (work) => work());
  const before = globalThis.broadsheetPool;
  globalThis.broadsheetPool = { db, pool, isAway: () => false, end: async () => {} };
  const server = createServer((request, response) => void answerProcedure(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const recordings: Recording[] = [];
  try {
    for (const shot of shots) {
      groups = [];
      const answer = await fetch(`http://127.0.0.1:${port}${shot.path}`, shot);
      await answer.text();
      if (!answer.ok) throw new Error(`${shot.path} answered ${answer.status}.`);
      recordings.push({ ...shot, groups });
    }
  } finally {
    globalThis.broadsheetPool = before;
    server.close();
  }
  return recordings;
}
