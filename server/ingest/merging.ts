import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** In an upsert, the incoming value of a column. */
export const incoming = (name: string) => sql.raw(`excluded.${name}`);

/** In an upsert, whether any of these columns would change. */
export function differs(changes: [PgColumn, SQL][]): SQL {
  const row = (values: (PgColumn | SQL)[]) => sql`row(${sql.join(values, sql`, `)})`;
  return sql`${row(changes.map(([column]) => column))}
    is distinct from ${row(changes.map(([, value]) => value))}`;
}
