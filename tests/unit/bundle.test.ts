import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { bundled, COMMANDS } from "@/bin/bundle.mjs";
import { HASHED, sources } from "@/bin/setup.mjs";

const { scripts, dependencies, devDependencies } = JSON.parse(
  readFileSync("package.json", "utf8"),
) as Record<"scripts" | "dependencies" | "devDependencies", Record<string, string>>;

/** Scripts for who works on the app. */
const DEVELOPMENT = ["bench", "font", "lighthouse", "pictures", "stress"];

let text = "";
/** Our own modules in the bundle, and the packages in it. */
let modules: string[] = [];
let packages: string[] = [];

beforeAll(async () => {
  text = readFileSync(await bundled(sources().commands), "utf8");
  const found = [...text.matchAll(/^\/\/ (\S+\.(?:m?[jt]sx?|cjs|json))$/gm)].map(
    ([, file]) => file,
  );
  const packageOf = (file = "") => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  modules = found.filter((file) => file !== undefined).filter((file) => !packageOf(file));
  packages = found.map(packageOf).filter((name) => name !== undefined);
});

test("it has every command that an installation runs, and those that the app starts", () => {
  const run = Object.entries(scripts).flatMap(([name, script]) =>
    DEVELOPMENT.includes(name)
      ? []
      : [...script.matchAll(/bin\/[\w-]+\.ts/g)].map(([file]) => file),
  );
  const started = readdirSync("bin")
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [
      ...readFileSync(`bin/${name}`, "utf8").matchAll(/(?:startChild|inChild)\(\s*"(bin\/[^"]+)"/g),
    ])
    .map(([, file]) => file);
  expect(run.length).toBeGreaterThan(5);
  expect(started.length).toBeGreaterThan(1);
  expect([...new Set([...run, ...started, "bin/serve.ts", "bin/web.ts"])].sort()).toEqual(COMMANDS);
  for (const command of COMMANDS) expect(existsSync(command), command).toBe(true);
});

test("it is made anew when any module in it changes", () => {
  expect(modules.length).toBeGreaterThan(300);
  const isHashed = (file: string) => HASHED.some((input) => `${file}/`.startsWith(`${input}/`));
  expect(modules.filter((file) => !isHashed(file))).toEqual([]);
});

test("it needs no package that is for development", () => {
  expect(new Set(packages).size).toBeGreaterThan(20);
  const required = [...text.matchAll(/\b(?:require|import)\("([^".][^"]*)"\)/g)]
    .map(([, name = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? "")
    .filter((name) => name in dependencies || name in devDependencies);
  expect(new Set(required)).toContain("next");
  expect([...packages, ...required].filter((name) => name in devDependencies)).toEqual([]);
});
