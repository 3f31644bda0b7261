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

/** Starts one Postgres for the whole run and migrates the template. Returns what ends it. */
export default async function setup(project: TestProject) {
  const folder = await temporaryFolder();
  const server = await embedded(folder, { settings: { fsync: "off" } });
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const session = postgres(server.url, { max: 1, onnotice: () => {} });
  await session`create database ${session(TEMPLATE)}`;
  await migrate(url.href);
  await session.end();
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
