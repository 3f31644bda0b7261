import postgres from "postgres";
import { handle } from "@/db/client";

type Unsafe = postgres.Sql["unsafe"];

/** A statement as it was sent. */
export interface Sent {
  text: string;
  parameters: Parameters<Unsafe>[1];
  began: number;
  ended: number;
}

/** A pool that records each statement and how long it took, below all of our own code. */
export function watch(url: string, max: number) {
  const pool = postgres(url, {
    max,
    connection: { application_name: "scale" },
    onnotice: () => {},
  });
  let sent: Sent[] = [];
  const unsafe: Unsafe = (text, parameters, options) => {
    const note = { text, parameters, began: performance.now(), ended: Number.NaN };
    sent.push(note);
    const query = pool.unsafe(text, parameters, options);
    const done = () => {
      note.ended = performance.now();
    };
    query.then(done, done);
    return query as never;
  };
  const watched = new Proxy(pool, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
  const { db } = handle(watched, (work) => work());
  return {
    db,
    pool,
    /** Returns the statements sent since the last call. */
    take(): Sent[] {
      const taken = sent;
      sent = [];
      return taken;
    },
    end: () => pool.end(),
  };
}

/** How long the caller waited for the database: the time with at least one statement running. */
export function waited(sent: Sent[]): number {
  let total = 0;
  let until = 0;
  for (const { began, ended } of sent.toSorted((a, b) => a.began - b.began)) {
    total += Math.max(0, ended - Math.max(began, until));
    until = Math.max(until, ended);
  }
  return total;
}
