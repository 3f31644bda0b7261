import { rm } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { embedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { TEMPLATE } from "../support/postgres";
import { keptStatements } from "../support/statements";
import { temporaryFolder } from "../support/temporary-folder";

// On the oldest Postgres that the README promises, whose migrated template the set-up has made.

let folder = "";
let newest: { sql: postgres.Sql; stop(): Promise<void> };
let oldest: postgres.Sql;

const silent = { max: 4, onnotice: () => {} };

beforeAll(async () => {
  folder = await temporaryFolder();
  const server = await embedded(path.join(folder, "newest"), { settings: { fsync: "off" } });
  await migrate(server.url);
  const sql = postgres(server.url, silent);
  newest = { sql, stop: () => sql.end().then(() => server.stop()) };
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${TEMPLATE}`;
  oldest = postgres(url.href, silent);
});

afterAll(async () => {
  await oldest.end();
  await newest.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Why this server does not understand a statement; null where it does. It runs nothing. */
const objection = (sql: postgres.Sql, statement: string) =>
  sql
    .unsafe(statement)
    .describe()
    .then(
      () => null,
      (error: Error) => error.message,
    );

it("understands every statement of the server tests that the embedded one understands", async () => {
  const statements = keptStatements();
  const answers = await Promise.all(
    statements.map(async (statement) => ({
      statement,
      onNewest: await objection(newest.sql, statement),
      onOldest: await objection(oldest, statement),
    })),
  );
  const understood = answers.filter(({ onNewest }) => onNewest === null);
  expect(understood.length).toBeGreaterThan(400);
  expect(understood.filter(({ onOldest }) => onOldest !== null)).toEqual([]);
});
