import { expect, test } from "vitest";
import { pauseMs } from "@/bin/web-processes";
import { readEnv } from "@/server/platform/env";

test("a process that dies is replaced at once, and later and later if it dies early again", () => {
  const pauses = [0, 1, 2, 3, 4, 8, 9, 1_000].map(pauseMs);
  expect(pauses).toEqual([0, 0, 1_000, 2_000, 4_000, 60_000, 60_000, 60_000]);
});

test("there is one process, or as many as WEB_CONCURRENCY says, which may not be any number", () => {
  const given = (WEB_CONCURRENCY?: string) => readEnv({ WEB_CONCURRENCY }).WEB_CONCURRENCY;
  expect([undefined, "", "1", "2", "32"].map(given)).toEqual([1, 1, 1, 2, 32]);
  for (const wrong of ["0", "33", "-1", "1.5", "auto"]) {
    expect(() => given(wrong), wrong).toThrow(
      "WEB_CONCURRENCY must be a whole number from 1 to 32: leave it unset for one process",
    );
  }
});
