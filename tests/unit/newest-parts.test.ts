import { expect, test } from "vitest";
import { newestParts } from "@/server/papers/search/newest";

const WIDTHS = [2 ** 10, 2 ** 15, 2 ** 20, 2 ** 25];

/** The ids of a block: from the first, up to and without the second. */
function idsOf(block: number): [number, number] {
  const width = WIDTHS[block % 4] ?? 0;
  const from = Math.floor(block / 4) * width;
  return [from, from + width];
}

test.each([
  [1, 500, 10_000],
  [10_543, 500, 10_000],
  [10_543, 3_000, 1_000_000],
  [200_000, 700, 200_000],
  [4_800_000, 500, 4_800_000],
  [2_147_483_647, 500, 2_147_483_647],
])("of %d ids, every one of the newest is in one part", (newest, first, reach) => {
  const parts = newestParts(newest, first, reach);
  // the block of the newest id may contain ids that are still to come
  let before = Math.ceil((newest + 1) / 1_024) * 1_024;
  for (const { blocks } of parts) {
    for (const [from, end] of blocks.map(idsOf).toReversed()) {
      expect(end).toBe(before);
      before = from;
    }
  }
  expect(before).toBeLessThanOrEqual(Math.max(0, newest + 1 - reach));
  expect(parts.length).toBeLessThan(25);
  expect(Math.max(...parts.map(({ blocks }) => blocks.length))).toBeLessThan(150);
});

test("the first part is as small as it may be, and each as large as all before", () => {
  const ids = newestParts(100_000, 500, 50_000).map((part) => part.ids);
  expect(ids[0]).toBeGreaterThanOrEqual(500);
  expect(ids[0]).toBeLessThan(500 + 1_024);
  for (const [at, each] of ids.entries()) {
    if (at > 0) expect(each).toBeLessThanOrEqual(2 * (ids[at - 1] ?? 0) + 32_768);
  }
});
