import { expect, it } from "vitest";
import { diskOf } from "@/server/health/disk";

const GIGABYTE = 1_000_000_000;

/** A disk of this many gigabytes, of which this many are free. */
const disk = (size: number, free: number) => async () => ({
  bsize: 4_096,
  blocks: (size * GIGABYTE) / 4_096,
  bavail: (free * GIGABYTE) / 4_096,
});

it.each([
  [500, 100, "ok"],
  [500, 1.1, "ok"],
  [500, 0.9, "nearly full"],
  [500, 0, "nearly full"],
  // a small disk is not full from the start
  [5, 0.9, "ok"],
  [5, 0.4, "nearly full"],
])("a disk of %s GB with %s GB free is %s", async (size, free, state) => {
  expect(await diskOf("/data", disk(size, free))).toBe(state);
});

it("is asked where the folder is", async () => {
  const asked: string[] = [];
  await diskOf("/srv/papers", (folder) => {
    asked.push(folder);
    return disk(500, 100)();
  });
  expect(asked).toEqual(["/srv/papers"]);
});

it("is not known where the system does not tell", async () => {
  expect(await diskOf("/nowhere", () => Promise.reject(new Error("ENOENT")))).toBeUndefined();
});
