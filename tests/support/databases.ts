import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { knownMigrations } from "@/db/migrations";

const unique = (name: string) => `${name}_${randomBytes(6).toString("hex")}`;

/** Databases and roles besides the test file's own, dropped when it is done. */
export function databases() {
  const server = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const made: string[] = [];
  const roles: string[] = [];
  return {
    server,
    /** Creates a database, with options of `create database`, and returns its URL. */
    async make(
      options = "template template0 encoding 'UTF8'",
    ): Promise<{ name: string; url: string }> {
      const name = unique("test");
      await server.unsafe(`create database ${name} ${options}`);
      made.push(name);
      const url = new URL(inject("postgresUrl"));
      url.pathname = `/${name}`;
      return { name, url: url.href };
    },
    /** Creates a role that may only connect, and returns a database's URL for it. */
    async role(url: string, options = ""): Promise<{ name: string; url: string }> {
      const name = unique("role");
      await server.unsafe(`create role ${name} login password 'secret' ${options}`);
      roles.push(name);
      const address = new URL(url);
      address.username = name;
      address.password = "secret";
      return { name, url: address.href };
    },
    async end(): Promise<void> {
      for (const name of made) await server.unsafe(`drop database ${name} with (force)`);
      for (const name of roles) await server.unsafe(`drop role ${name}`);
      await server.end();
    },
  };
}

/** Migrates an empty database to the state after its first migrations. */
export async function migrateFirst(url: string, count: number): Promise<void> {
  const session = postgres(url, { max: 1, onnotice: () => {} });
  await session.unsafe(`create schema drizzle;
    create table drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`);
  for (const { hash, folderMillis, sql } of knownMigrations().slice(0, count)) {
    for (const statement of sql) await session.unsafe(statement);
    await session`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${hash}, ${folderMillis})`;
  }
  await session.end();
}
