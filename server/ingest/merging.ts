import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** In an upsert, the value that the row in conflict brings. */
export const incoming = (name: string) => sql.raw(`excluded.${name}`);

/** In an upsert, whether any of these columns would get another value. */
export function differs(changes: [PgColumn, SQL][]): SQL {
  const row = (values: (PgColumn | SQL)[]) => sql`row(${sql.join(values, sql`, `)})`;
  return sql`${row(changes.map(([column]) => column))}
    is distinct from ${row(changes.map(([, value]) => value))}`;
}
