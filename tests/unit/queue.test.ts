import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { QUEUE_MIGRATION } from "@/db/queue";
import { handlers } from "@/server/jobs/handlers";
import { tasks } from "@/server/platform/jobs/tasks";

test("the newest migration of the queue is known", () => {
  const files = readdirSync("node_modules/graphile-worker/sql");
  expect(Math.max(...files.map((name) => Number.parseInt(name, 10)))).toBe(QUEUE_MIGRATION);
});

test("every kind of job has something that does it", () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(tasks).sort());
});
