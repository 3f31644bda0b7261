import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder = "";

/** A project whose `node_modules` links to another's, with this version of a package. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "broadsheet-link-"));
  for (const name of ["project", "other"]) mkdirSync(path.join(folder, name));
  cpSync(
    path.resolve(import.meta.dirname, "../../bin/setup.mjs"),
    path.join(folder, "project/bin/setup.mjs"),
    { recursive: true },
  );
  write("project/package-lock.json", "1.2.3");
  symlinkSync(path.join(folder, "other"), path.join(folder, "project/node_modules"), "junction");
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, version: string) =>
  writeFileSync(
    path.join(folder, file),
    JSON.stringify({ packages: { "": {}, "node_modules/some": { version } } }),
  );

/** The output of an install; npm is missing, so that trying to run it fails. */
function install() {
  const script = `import("./bin/setup.mjs").then((setup) => setup.install().catch(setup.fail));`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    cwd: path.join(folder, "project"),
    env: { ...process.env, PATH: "" },
    encoding: "utf8",
  });
  return { status, stderr };
}

it("uses modules behind a link that fit the lock file", () => {
  write("other/.package-lock.json", "1.2.3");
  expect(install()).toEqual({ status: 0, stderr: "" });
});

it("does not install through a link", () => {
  write("other/.package-lock.json", "1.2.2");
  const { status, stderr } = install();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^node_modules is a link to .*does not install through a link/);
  expect(existsSync(path.join(folder, "other/.broadsheet-installed"))).toBe(false);
});
