import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** In an upsert, the incoming value of a column. */
export const incoming = (name: string) => sql.raw(`excluded.${name}`);

/** In an upsert, whether any of these columns would change. */
export function differs(changes: [PgColumn, SQL][]): SQL {
  const row = (values: (PgColumn | SQL)[]) => sql`row(${sql.join(values, sql`, `)})`;
  return sql`${row(changes.map(([column]) => column))}
    is distinct from ${row(changes.map(([, value]) => value))}`;
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
const nameOf = (property: string) => sql.identifier(toSnakeCase(property));

/**
 * Inserts rows that have the same properties, without what is done on a conflict. They are sent as
 * one JSON text: thousands of parameters would take longer to send than the rows to store.
 */
export function insertRows<T extends PgTable>(table: T, rows: T["$inferInsert"][]): SQL {
  const properties = Object.entries(getTableColumns(table)).filter(
    ([property]) => rows[0] && property in rows[0],
  );
  const names = properties.map(([property]) => sql`${nameOf(property)}`);
  const typed = properties.map(
    ([property, column]) => sql`${sql.identifier(property)} ${sql.raw(column.getSQLType())}`,
  );
  return sql`insert into ${table} (${list(names)})
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (${list(typed)})`;
}

/** In an upsert, what is set. */
export const settings = (changes: Record<string, SQL>): SQL =>
  list(Object.entries(changes).map(([property, value]) => sql`${nameOf(property)} = ${value}`));
