import { sql } from "drizzle-orm";
import { type Database, handle } from "@/db/client";
import { open } from "@/db/open";

class Killed extends Error {
  override name = "Killed";
}

/**
 * A process that can be killed at each of its steps: before a statement or a transaction, or before it
 * asks another site or a mail server. What is killed does nothing more, whatever catches the error.
 */
export function mortal(url: string) {
  let steps = 0;
  let last = Number.POSITIVE_INFINITY;
  const step = () => {
    if (steps >= last) throw new Killed();
    steps++;
  };
  const pool = open(url, { max: 1 });
  const { db } = handle(pool, async (work) => {
    step();
    return work();
  });
  return {
    db: db as Database,
    step,
    /** Runs `work` and kills it after this many steps; says how many there were, and its result. */
    async live<T>(work: () => Promise<T>, most = Number.POSITIVE_INFINITY) {
      steps = 0;
      last = most;
      try {
        const result = await work();
        return { steps, result };
      } catch (error) {
        if (steps < most) throw error;
        return { steps, result: null };
      } finally {
        last = Number.POSITIVE_INFINITY;
      }
    },
    end: () => pool.end(),
  };
}

/**
 * What may differ: what the last run did, which a repetition rightly did not do again, and what is
 * encrypted, each time differently.
 */
const MAY_DIFFER = ["source_days.added", "source_days.updated", "kept_mail.sealed"];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads every table and the waiting jobs, so that two states with the same content are equal: counted
 * ids are left out, a paper is named by its address, and a new uuid or a new time is replaced by a
 * word.
 */
export async function stateReader(db: Database) {
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const counted = await db.execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (is_identity = 'YES' or column_default like 'nextval%')`);
  const ofPapers = await db.execute<{ name: string }>(sql`
    select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype = 'f' and c.confrelid = 'papers'::regclass`);
  const leftOut = new Set([...counted.map(({ name }) => name), ...MAY_DIFFER]);
  const named = new Set(ofPapers.map(({ name }) => name));
  const all = sql.join(
    tables.map(
      ({ name }) =>
        sql`select ${name}::text as of, to_jsonb(t) as row from ${sql.identifier(name)} t`,
    ),
    sql` union all `,
  );
  const read = async (from: Database) => [
    ...(await from.execute<{ of: string; row: Record<string, unknown> }>(all)),
    ...(await from.execute<{ of: string; row: Record<string, unknown> }>(sql`
      select 'jobs' as of, jsonb_build_object('task', t.identifier, 'key', j.key,
        'payload', j.payload, 'attempts', j.attempts) as row
      from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id`)),
  ];
  const known = new Set<string>();
  const note = (value: unknown) => {
    if (typeof value === "string") known.add(value);
    else if (value && typeof value === "object") Object.values(value).forEach(note);
  };
  for (const { row } of await read(db)) note(row);

  return async (from: Database, now: Date): Promise<string[]> => {
    const rows = await read(from);
    const slugs = new Map(
      rows.flatMap(({ of, row }) => (of === "papers" ? [[row.id, row.slug] as const] : [])),
    );
    const told = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(told);
      if (value && typeof value === "object") {
        return Object.fromEntries(
          Object.entries(value).map(([key, each]) => [
            key,
            key === "paperId" ? slugs.get(each) : told(each),
          ]),
        );
      }
      if (typeof value !== "string" || known.has(value)) return value;
      if (UUID.test(value)) return "a new id";
      // the database's own clock
      const isOwn = INSTANT.test(value) && Math.abs(Date.parse(value) - now.getTime()) > 86_400_000;
      return isOwn && Date.parse(value) > now.getTime() ? "the present" : value;
    };
    return rows
      .map(({ of, row }) => {
        const entries = Object.entries(row)
          .filter(([column]) => !leftOut.has(`${of}.${column}`))
          .map(([column, value]) => [
            column,
            named.has(`${of}.${column}`) ? slugs.get(value) : told(value),
          ]);
        return `${of} ${JSON.stringify(Object.fromEntries(entries))}`;
      })
      .sort();
  };
}
