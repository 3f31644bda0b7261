import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pace } from "@/server/platform/jobs/pace";

const { advanceTimersByTimeAsync: pass } = vi;

/** Processor time of this process, in milliseconds. */
let used = 0;

beforeEach(() => {
  used = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  vi.spyOn(process, "cpuUsage").mockImplementation((before) => ({
    user: used * 1_000 - (before?.user ?? 0),
    system: 0,
  }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Work that takes so long, and so much of it of a processor. Notes when it begins and ends. */
function working(notes: string[]) {
  return (name: string, ms: number, cpuMs: number, fails = false) =>
    async () => {
      notes.push(`${name} begins at ${performance.now()}`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      used += cpuMs;
      notes.push(`${name} ends at ${performance.now()}`);
      if (fails) throw new Error(name);
      return name;
    };
}

test("rests as long as a processor was busy, also after what fails", async () => {
  const notes: string[] = [];
  const work = working(notes);
  const paced = pace();
  const inTurn = async () => {
    await paced(work("a", 30, 20, true)).catch(({ message }) => notes.push(`${message} failed`));
    await paced(work("b", 10, 10));
    return paced(work("c", 5, 0));
  };
  const last = inTurn();
  await pass(100);
  expect(await last).toBe("c");
  expect(notes).toEqual([
    "a begins at 0",
    "a ends at 30",
    "a failed",
    "b begins at 50",
    "b ends at 60",
    "c begins at 70",
    "c ends at 75",
  ]);
});

test("what waits rests nothing, and several at once rest for what they took together", async () => {
  const notes: string[] = [];
  const work = working(notes);
  const paced = pace();
  const first = [paced(work("a", 50, 0)), paced(work("b", 10, 8)), paced(work("c", 10, 12))];
  await pass(20);
  const next = paced(work("d", 5, 0));
  await pass(50);
  expect(await Promise.all([...first, next])).toEqual(["a", "b", "c", "d"]);
  expect(notes).toEqual([
    "a begins at 0",
    "b begins at 0",
    "c begins at 0",
    "b ends at 10",
    "c ends at 10",
    "d begins at 30",
    "d ends at 35",
    "a ends at 50",
  ]);
});
