import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { locks } from "@/db/locks";

const root = path.resolve(import.meta.dirname, "../..");

const sources = ["bin", "db", "server"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => readFileSync(path.join(root, folder, name), "utf8")),
);

it("gives every advisory lock a number of its own", () => {
  const numbers = Object.values(locks);
  expect(new Set(numbers).size).toBe(numbers.length);
});

it("takes every advisory lock by its name", () => {
  const taken = sources.flatMap((text) => text.match(/pg_(try_)?advisory_\w*lock\([^)]*\)/g) ?? []);
  expect(taken.length).toBeGreaterThanOrEqual(Object.keys(locks).length);
  for (const call of taken) expect(call).toMatch(/\(\$\{locks\.\w+\}\)$/);
});
