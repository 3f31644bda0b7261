import { expect, test } from "vitest";
import { ahead } from "@/server/ingest/ahead";

/** Numbers from 1 on, up to a failure; notes how many are read and whether they are closed. */
function numbers(last: number, isBroken = false) {
  const seen = { read: 0, isClosed: false };
  async function* all() {
    try {
      while (seen.read < last) yield ++seen.read;
      if (isBroken) throw new Error("The file is damaged");
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, all: all() };
}

/** Lets everything happen that can. */
const settled = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test("rows come in order, each prepared", async () => {
  const prepared: number[] = [];
  const come: number[] = [];
  for await (const row of ahead(numbers(12).all, 5, (row) => prepared.push(row))) {
    expect(prepared).toContain(row);
    come.push(row);
  }
  expect(come).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  expect(prepared).toEqual(come);
});

test("while one is dealt with, as many are read as there may be, and no more", async () => {
  const { seen, all } = numbers(100);
  const rows = ahead(all, 5, () => {});
  await rows.next();
  await rows.next();
  // two have come, and five wait
  await settled(() => seen.read >= 7);
  expect(seen.read).toBe(7);
  await rows.next();
  await settled(() => seen.read >= 8);
  expect(seen.read).toBe(8);
  await rows.return(undefined);
});

test("what fails fails after the rows before it", async () => {
  const come: number[] = [];
  const { seen, all } = numbers(7, true);
  const reading = (async () => {
    for await (const row of ahead(all, 50, () => {})) come.push(row);
  })();
  await expect(reading).rejects.toThrow("The file is damaged");
  expect(come).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(seen.isClosed).toBe(true);
});

test("leaving closes the file, and nothing more is read", async () => {
  const { seen, all } = numbers(100);
  for await (const row of ahead(all, 5, () => {})) if (row === 3) break;
  expect(seen.isClosed).toBe(true);
  const { read } = seen;
  await settled(() => true);
  expect(seen.read).toBe(read);
  expect(read).toBeLessThan(10);
});
