import { expect, test } from "vitest";
import { bytesIn, counted, lasting } from "@/components/admin/words";

test("sizes have one unit, and a decimal where it says something", () => {
  expect(
    [0, 999, 1_000, 1_449_000, 9_960_000, 312_400_000, 999_600_000, 5e15].map(bytesIn),
  ).toEqual(["0 bytes", "999 bytes", "1.0 kB", "1.4 MB", "10 MB", "312 MB", "1.0 GB", "5000 TB"]);
});

test("durations are told in their largest whole unit", () => {
  expect([0, 1, 59, 60, 7_199, 7_200, 86_400 * 3].map(lasting)).toEqual([
    "0 seconds",
    "1 second",
    "59 seconds",
    "1 minute",
    "1 hour",
    "2 hours",
    "3 days",
  ]);
  expect(counted(1_200, "note")).toBe("1,200 notes");
});
