import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeWhole } from "@/server/backup/file";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-file-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function* text(fails = false) {
  yield Buffer.from("some ");
  if (fails) throw new Error("no more");
  yield Buffer.from("text");
}

it("exists only when complete, and only for its owner", async () => {
  expect(await writeWhole(path.join(folder, "file"), text())).toBe(9);
  expect(await readdir(folder)).toEqual(["file"]);
  expect(await readFile(path.join(folder, "file"), "utf8")).toBe("some text");
});

it("is not there when its content breaks off", async () => {
  await expect(writeWhole(path.join(folder, "file"), text(true))).rejects.toThrow("no more");
  expect(await readdir(folder)).toEqual([]);
});

it("replaces nothing", async () => {
  const file = path.join(folder, "file");
  await writeFile(file, "mine");
  await expect(writeWhole(file, text())).rejects.toThrow("choose another name");
  expect(await readFile(file, "utf8")).toBe("mine");
});

it("says what is wrong with a folder that is not there", async () => {
  const file = path.join(folder, "no", "file");
  await expect(writeWhole(file, text())).rejects.toThrow(/could not be written to .* \(ENOENT\)/);
});
