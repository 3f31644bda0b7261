import type { Sql } from "postgres";
import type { Setting } from "./failure";
import { pendingMigrations } from "./migrations";
import { QUEUE_MIGRATION, QUEUE_SCHEMA, queueMigration } from "./queue";
import { StartError } from "./start-error";

/** Throws unless the role may migrate the database, or use it if nothing is pending. */
export async function requireRights(sql: Sql, setting: Setting): Promise<void> {
  const pending = await pendingMigrations(sql);
  const isQueueCurrent = (await queueMigration(sql)) >= QUEUE_MIGRATION;
  const [rights] = await sql`
    select current_user as role, current_database() as database,
      has_database_privilege(current_database(), 'CREATE') as on_database,
      has_schema_privilege('public', 'CREATE') as on_public`;
  const { role, database } = rights ?? {};
  if (pending.length === 0 && isQueueCurrent) return requireTables(sql, role);
  if (!rights?.on_database) {
    throw new StartError(
      `The role ${role} in ${setting} may create nothing in the database ${database}: let the database's owner grant it, with GRANT CREATE ON DATABASE "${database}" TO "${role}".`,
    );
  }
  if (!rights?.on_public) {
    throw new StartError(
      `The role ${role} in ${setting} may create no tables in the schema public: let the database's owner grant it, with GRANT CREATE ON SCHEMA public TO "${role}".`,
    );
  }
  const missing = await missingExtension(
    sql,
    pending.flatMap(({ sql: statements }) => statements),
  );
  if (missing) {
    throw new StartError(
      `The Postgres that ${setting} points to lacks the extension ${missing}: install its contrib package, such as postgresql-contrib.`,
    );
  }
}

/** The first extension that the statements create and the server lacks. */
export async function missingExtension(
  sql: Sql,
  statements: string[],
): Promise<string | undefined> {
  const wanted = statements.flatMap((statement) =>
    [...statement.matchAll(/CREATE EXTENSION IF NOT EXISTS "?(\w+)/gi)].map(
      ([, name = ""]) => name,
    ),
  );
  const available = await sql`select name from pg_available_extensions where name = any(${wanted})`;
  return wanted.find((name) => !available.some((extension) => extension.name === name));
}

async function requireTables(sql: Sql, role: string): Promise<void> {
  const [table] = await sql`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      -- of an extension's tables we know nothing
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
      and not (has_table_privilege(oid, 'SELECT') and has_table_privilege(oid, 'INSERT')
        and has_table_privilege(oid, 'UPDATE') and has_table_privilege(oid, 'DELETE'))
    order by relname limit 1`;
  if (!table) return requireQueue(sql, role);
  throw new StartError(
    `The role ${role} may not read and write the table ${table.name}: connect as the role that owns the tables, or let that role GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${role}".`,
  );
}

/** Row-level security lets only the owner use the queue's tables, whatever is granted. */
async function requireQueue(sql: Sql, role: string): Promise<void> {
  const [table] = await sql`
    select pg_get_userbyid(relowner) as owner from pg_class
    where relnamespace = to_regnamespace(${QUEUE_SCHEMA}) and relkind = 'r'
      and not pg_has_role(relowner, 'USAGE') limit 1`;
  if (!table) return;
  throw new StartError(
    `The role ${role} may not use the queue of jobs, which belongs to ${table.owner}: connect as that role, or let it grant what it may, with GRANT "${table.owner}" TO "${role}".`,
  );
}

/**
 * Throws if Postgres can never allow this many connections, of so many processes; returns a warning
 * if it cannot now.
 */
export async function requireConnections(
  sql: Sql,
  wanted: number,
  processes: number,
): Promise<string | null> {
  const [counts] = await sql`
    with me as (
      select r.oid as role, rolsuper, rolconnlimit, d.oid as database, datconnlimit
      from pg_roles r, pg_database d where rolname = current_user and datname = current_database()
    ), others as (
      select datid, usesysid from pg_stat_activity where datid is not null and pid <> pg_backend_pid()
    ), limits (allowed, used) as (
      select current_setting('max_connections')::int
          - case when rolsuper then 0 else current_setting('superuser_reserved_connections')::int
            + coalesce(current_setting('reserved_connections', true)::int, 0) end,
        (select count(*) from others)
      from me
      union all
      select datconnlimit, (select count(*) from others where datid = database)
      from me where datconnlimit >= 0 and not rolsuper
      union all
      select rolconnlimit, (select count(*) from others where usesysid = role)
      from me where rolconnlimit >= 0 and not rolsuper
    )
    select min(allowed)::int as allowed, greatest(min(allowed - used), 0)::int as free from limits`;
  const { allowed = 0, free = 0 } = counts ?? {};
  if (free >= wanted) return null;
  const [who, lower] =
    processes > 1
      ? [`app with its ${processes} web processes`, "WEB_CONCURRENCY, or DATABASE_POOL"]
      : ["process", "DATABASE_POOL"];
  if (allowed >= wanted) {
    return `This ${who} keeps up to ${wanted} connections to Postgres, which has ${free} of ${allowed} free: under load some requests will fail. Lower ${lower}, or raise max_connections.`;
  }
  const by = Math.ceil((wanted - allowed) / processes);
  throw new StartError(
    `Postgres allows ${allowed} connections here, and with DATABASE_POOL this ${who} would keep ${wanted}: lower ${lower} by ${by} or more, or raise the limit (max_connections, or that of the role or the database).`,
  );
}
