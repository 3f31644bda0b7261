import { expect, test } from "vitest";
import { fitting } from "@/server/platform/page";

const sizes = (bytes: number[], bound: { rows: number; bytes: number }) =>
  fitting(
    bytes.map((each) => ({ bytes: each })),
    bound,
  ).map((row) => row.bytes);

test.each([
  ["everything that fits", [1, 2, 3], { rows: 5, bytes: 10 }, [1, 2, 3]],
  ["exactly as many bytes as there may be", [4, 6, 1], { rows: 5, bytes: 10 }, [4, 6]],
  ["no more rows than there may be", [1, 1, 1], { rows: 2, bytes: 10 }, [1, 1]],
  ["one row that is larger than a page", [11, 1], { rows: 5, bytes: 10 }, [11]],
  ["nothing after what does not fit", [9, 5, 1], { rows: 5, bytes: 10 }, [9]],
  ["nothing of nothing", [], { rows: 5, bytes: 10 }, []],
])("a page holds %s", (_, found, bound, shown) => {
  expect(sizes(found, bound)).toEqual(shown);
});
