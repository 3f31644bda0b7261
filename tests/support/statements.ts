import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

// The SQL that the server tests send, kept so that another version of Postgres can be asked about it.

/** Emptied by `npm test` before the server tests. */
const folder = path.join(import.meta.dirname, "../../test-results/statements");

const seen = new Map<string, string>();

/** Lists of parameters of any length are the same statement. */
const shape = (statement: string) =>
  statement
    .replace(/\$\d+/g, "$")
    .replace(/\$(?:, ?\$)+/g, "$")
    .replace(/(\([^()]*\))(?:, ?\1)+/g, "$1");

export function noteStatement(statement: string): void {
  const key = shape(statement);
  if (!seen.has(key)) seen.set(key, statement);
}

/** Writes down what this process has sent. */
export function keepStatements(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${randomUUID()}.json`), JSON.stringify([...seen.values()]));
}

/** The different statements of the last run of the server tests. */
export function keptStatements(): string[] {
  for (const name of readdirSync(folder)) {
    const statements: string[] = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
    for (const statement of statements) noteStatement(statement);
  }
  return [...seen.values()];
}
