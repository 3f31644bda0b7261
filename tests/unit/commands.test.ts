import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commands } from "@/components/session/commands";

const root = path.resolve(import.meta.dirname, "../../components");

test("every command is listed under its name, where the next page finds it", async () => {
  const declared = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(path.join(root, name), "utf8").matchAll(
        /export const (\w+): (?:Command<|typeof )[^\n]*= \{\n(?: {2}\.\.\.\w+,\n)? {2}name: "([\w.]+)"/g,
      ),
    ]);
  expect(declared.length).toBeGreaterThan(15);
  expect(Object.keys(commands).sort()).toEqual(declared.map(([, , name]) => name).sort());
  for (const [name, load] of Object.entries(commands)) expect((await load()).name).toBe(name);
});
