import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** How long until a test counts as hung, also where a machine is slow by four. */
const HUNG_MS = 300_000;

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      "server-only": path.join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    // the continuous integration machine has two cores, and Postgres wants a part of them
    maxWorkers: 2,
    // nothing here measures how fast the machine is: what is polled for may take as long as a test
    expect: { poll: { timeout: HUNG_MS / 2 } },
    pool: "forks",
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: HUNG_MS },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["tests/server/**/*.test.ts"],
          globalSetup: "tests/support/postgres.ts",
          // each file starts afresh in a process that has the libraries
          isolate: false,
          setupFiles: ["tests/support/fresh.ts", "tests/support/database.ts"],
          // it imports Next's files by names that only a bundler understands
          server: { deps: { inline: ["next-auth"] } },
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
      {
        extends: true,
        test: {
          // too long for every run: `npm run stress` runs it
          name: "stress",
          include: ["tests/stress/**/*.test.ts"],
          globalSetup: "tests/support/postgres.ts",
          setupFiles: "tests/support/database.ts",
          server: { deps: { inline: ["next-auth"] } },
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
      {
        extends: true,
        test: {
          // on the oldest Postgres that the README promises, where the machine has one
          name: "oldest",
          include: ["tests/oldest/**/*.test.ts"],
          globalSetup: "tests/support/postgres.ts",
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
      {
        extends: true,
        test: {
          // behind a real PgBouncer, where the machine has one
          name: "pooler",
          include: ["tests/pooler/**/*.test.ts"],
          server: { deps: { inline: ["next-auth"] } },
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
      {
        extends: true,
        test: {
          // in a released Firefox: `npm run test:firefox` runs it
          name: "firefox",
          include: ["tests/firefox/**/*.test.ts"],
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
      {
        extends: true,
        test: {
          // what starts, kills and restarts whole processes: one file at a time
          name: "process",
          include: ["tests/process/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
        },
      },
    ],
  },
});
