import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pace } from "@/server/platform/jobs/pace";

const { advanceTimersByTimeAsync: pass } = vi;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Work that takes so long, and notes when it begins and ends. */
function working(notes: string[]) {
  return (name: string, ms: number, fails = false) =>
    async () => {
      notes.push(`${name} begins at ${performance.now()}`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      notes.push(`${name} ends at ${performance.now()}`);
      if (fails) throw new Error(name);
      return name;
    };
}

test("works one at a time, and rests after each, half as long as it took", async () => {
  const notes: string[] = [];
  const work = working(notes);
  const paced = pace();
  const results = [paced(work("a", 30)), paced(work("b", 10)), paced(work("c", 5))];
  await pass(100);
  expect(await Promise.all(results)).toEqual(["a", "b", "c"]);
  expect(notes).toEqual([
    "a begins at 0",
    "a ends at 30",
    "b begins at 45",
    "b ends at 55",
    "c begins at 60",
    "c ends at 65",
  ]);
});

test("a result does not wait for the rest, nor do others for one that fails", async () => {
  const notes: string[] = [];
  const work = working(notes);
  const paced = pace();
  const failing = paced(work("a", 30, true)).catch(({ message }) =>
    notes.push(`${message} failed`),
  );
  const next = paced(work("b", 10));
  await pass(100);
  await failing;
  expect(await next).toBe("b");
  expect(notes).toEqual([
    "a begins at 0",
    "a ends at 30",
    "a failed",
    "b begins at 45",
    "b ends at 55",
  ]);
});
