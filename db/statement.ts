import { type Placeholder, sql } from "drizzle-orm";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { Database } from "./client";
import type { GuardedSession } from "./session";

type Prepared<Result> = PgPreparedQuery<PreparedQueryConfig & { execute: Result }>;

/**
 * A prepared statement whose SQL is built once, on its first use, and not at every call: for what
 * runs on every request, as building it takes the app longer than sending it. `build` gets a
 * placeholder for each of the names. Postgres plans it once per connection, without the values.
 */
export function statement<const Name extends string, Result>(
  names: Name[],
  build: (db: Database, placeholders: Record<Name, Placeholder>) => Prepared<Result>,
) {
  let built: Prepared<Result> | undefined;
  return (db: Database, values: Record<Name, unknown>): Promise<Result> => {
    built ??= build(
      db,
      Object.assign({}, ...names.map((name) => ({ [name]: sql.placeholder(name) }))),
    );
    return (db._.session as GuardedSession).adopt(built).execute(values);
  };
}
