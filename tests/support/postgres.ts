import { rm } from "node:fs/promises";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { temporaryFolder } from "./temporary-folder";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server's own database, from which test databases are created and dropped. */
    postgresUrl: string;
  }
}

/** The migrated database that every test file gets a copy of. */
export const TEMPLATE = "broadsheet_template";

/**
 * The Postgres at `TEST_POSTGRES_URL`, or an embedded one for this run, and a function that stops
 * it.
 */
async function testServer() {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await temporaryFolder();
  const server = await embedded(folder, { settings: { fsync: "off" } });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens one Postgres for the whole run and migrates the template. Returns the teardown. */
export default async function setup(project: TestProject) {
  const server = await testServer();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const session = postgres(server.url, { max: 1, onnotice: () => {} });
  // a killed run leaves its template on a server that outlives it
  await session`drop database if exists ${session(TEMPLATE)} with (force)`;
  await session`create database ${session(TEMPLATE)} template template0 encoding 'UTF8'`;
  await migrate(url.href);
  project.provide("postgresUrl", server.url);
  return async () => {
    await session`drop database ${session(TEMPLATE)} with (force)`;
    await session.end();
    await server.stop();
  };
}
