import postgres from "postgres";
import { handle } from "@/db/client";
import { open } from "@/db/open";
import { env } from "@/server/platform/env";

/** Tables whose rows writers may lock: what identifies a row, and the rows that it belongs to. */
const TABLES: Record<string, { id: string; under?: string }> = {
  teams: { id: "id::text" },
  lists: { id: "id::text" },
  team_members: { id: "team_id || ' ' || user_id", under: "array['teams ' || team_id]" },
  list_members: {
    id: "list_id || ' ' || user_id",
    under: `array['lists ' || list_id,
      'teams ' || (select owner_team_id from lists where lists.id = list_id)]`,
  },
  list_items: { id: "list_id || ' ' || paper_id", under: "array['lists ' || list_id]" },
  annotations: { id: "id::text" },
  reports: { id: "id::text" },
  invitations: { id: "id::text" },
  paper_stats: { id: "paper_id::text" },
  users: { id: "id::text" },
  digest_subscriptions: { id: "id::text" },
};

export interface Row {
  table: string;
  /** The table and the row's identity. */
  key: string;
  /** The keys of its list or team, whose lock protects it. */
  under: string[] | null;
}

/** A statement, and the rows that it locked. */
export interface Step {
  statement: string;
  locked: Row[];
}

type Rows = Map<string, Row>;

/**
 * Whether a statement locked a row as a writer does. Inserts and updates also lock the rows that
 * their foreign keys refer to, but that blocks only their deletion.
 */
function isLocked(statement: string, { table }: Row): boolean {
  const own = /^\s*(?:insert into|update) "?(\w+)/.exec(statement)?.[1];
  return own === undefined || own === table;
}

/**
 * A handle on the test's database that records, for each statement, the rows that it locked.
 * Postgres writes into each row who last locked, changed or deleted it, and another session reads
 * that: so no lock is missed, whatever the statement. For one writer at a time.
 */
export function lockingDatabase() {
  const url = env().DATABASE_URL ?? "";
  const pool = open(url, { max: 1 });
  const observer = postgres(url, { max: 1, onnotice: () => {} });
  const steps: Step[] = [];
  let before: Rows = new Map();

  const marked = async (): Promise<Rows> => {
    const each = Object.entries(TABLES).map(
      ([table, { id, under }]) => `select '${table}' as table, '${table} ' || ${id} as key,
        ${under ?? "null::text[]"} as under, xmax::text as by from ${table} where xmax <> 0`,
    );
    const rows = await observer.unsafe<(Row & { by: string })[]>(each.join(" union all "));
    return new Map(rows.map(({ by, ...row }) => [`${row.key} ${by}`, row] as const));
  };

  async function noted<T>(statement: string, run: () => PromiseLike<T>): Promise<T> {
    const result = await run();
    const after = await marked();
    const touched = [...after].flatMap(([key, row]) => (before.has(key) ? [] : [row]));
    steps.push({ statement, locked: touched.filter((row) => isLocked(statement, row)) });
    before = after;
    return result;
  }

  /** The client as Drizzle uses it, one statement at a time. */
  function watched(client: postgres.Sql): postgres.Sql {
    let line: Promise<unknown> = Promise.resolve();
    const inTurn = <T>(statement: string, run: () => PromiseLike<T>) => {
      const done = line.then(() => noted(statement, run));
      line = done.catch(() => {});
      return done;
    };
    const own = {
      unsafe: (statement: string, ...given: [never]) => {
        const query = () => client.unsafe(statement, ...given);
        return {
          // biome-ignore lint/suspicious/noThenProperty: a query of the driver is sent when it is awaited
          then: (...heard: [never]) => inTurn(statement, query).then(...heard),
          values: () => inTurn(statement, () => query().values()),
        };
      },
      begin: (work: (tx: postgres.Sql) => unknown) =>
        client.begin((tx) => work(watched(tx as never))),
      savepoint: (work: (tx: postgres.Sql) => unknown) =>
        (client as unknown as postgres.TransactionSql).savepoint((tx) =>
          work(watched(tx as never)),
        ),
    };
    return new Proxy(client, {
      get: (target, name) => Reflect.get(name in own ? own : target, name),
    });
  }

  return {
    db: handle(watched(pool), (work) => work()).db,
    /** The statements of `deed`, in order. */
    async stepsOf(deed: () => Promise<unknown>): Promise<Step[]> {
      steps.length = 0;
      before = await marked();
      await deed();
      return [...steps];
    },
    end: () => Promise.all([pool.end(), observer.end()]),
  };
}
