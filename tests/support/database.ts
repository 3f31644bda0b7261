import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject, vi } from "vitest";
import { TEMPLATE } from "./postgres";
import { keepStatements, noteStatement } from "./statements";

// Each test file runs in its own process on its own database, a copy of the migrated template.
const name = `test_${randomBytes(6).toString("hex")}`;
const server = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
await server`create database ${server(name)} template ${server(TEMPLATE)}`;

const url = new URL(inject("postgresUrl"));
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
process.env.AUTH_SECRET = randomBytes(32).toString("hex");
process.env.LOG_LEVEL ??= "silent";
// tests ask no other site
process.env.SOURCES ??= "off";
// hundreds of passwords: tests/unit/password.test.ts covers the cost of a real hash
process.env.SCRYPT_COST ??= "10";

vi.mock("@/db/open", async (original) => {
  const { open } = await original<typeof import("@/db/open")>();
  const debug = (_: number, statement: string) => noteStatement(statement);
  return { open: (url: string, options = {}) => open(url, { ...options, debug }) };
});

afterAll(async () => {
  keepStatements();
  await globalThis.broadsheetPool?.end();
  await server`drop database ${server(name)} with (force)`;
  await server.end();
});
