import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** Ends what hangs, and measures nothing: hashing passwords on a busy machine takes its time. */
const untilHung = { testTimeout: 180_000, hookTimeout: 180_000 };

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
    pool: "forks",
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], ...untilHung },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["tests/server/**/*.test.ts"],
          globalSetup: "tests/support/postgres.ts",
          setupFiles: "tests/support/database.ts",
          // it imports Next's files by names that only a bundler understands
          server: { deps: { inline: ["next-auth"] } },
          ...untilHung,
        },
      },
      {
        extends: true,
        test: {
          // what starts, kills and restarts whole processes: one file at a time
          name: "process",
          include: ["tests/process/**/*.test.ts"],
          fileParallelism: false,
          ...untilHung,
        },
      },
    ],
  },
});
