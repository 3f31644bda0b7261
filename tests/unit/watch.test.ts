import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DatabaseUnavailable } from "@/db/errors";
import { watch } from "@/db/watch";

const never = () => new Promise<never>(() => {});

/** A database whose probes the test controls, and a record of what the watch did. */
function world(probe: () => Promise<boolean>) {
  const renewed: number[] = [];
  const heard: string[] = [];
  const watched = watch({
    probe,
    renew: (grace) => renewed.push(grace),
    onFailure: ({ outage }) => heard.push(outage),
    onAway: () => heard.push("went"),
    onBack: () => heard.push("came back"),
  });
  return { ...watched, renewed, heard };
}

/** The state of a statement so far. */
function outcome(statement: Promise<unknown>) {
  const found: { error?: unknown; value?: unknown } = {};
  statement.then(
    (value) => Object.assign(found, { value }),
    (error) => Object.assign(found, { error }),
  );
  return found;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a database that is frozen", () => {
  test("fails what waits for it within two seconds, and what comes then at once", async () => {
    const { run, isAway, renewed, heard } = world(never);
    const waiting = outcome(run(never));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(waiting.error).toMatchObject({ outage: "away" });
    expect(isAway()).toBe(true);
    expect(renewed).toEqual([0]);

    const work = vi.fn(never);
    await expect(run(work)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    expect(work).not.toHaveBeenCalled();
    expect(heard).toEqual(["went", "away", "away"]);
  });

  test("is used again when it answers", async () => {
    let there = false;
    const { run, isAway, heard } = world(() => (there ? Promise.resolve(true) : never()));
    outcome(run(never));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(isAway()).toBe(true);
    there = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(isAway()).toBe(false);
    expect(await run(async () => "answered")).toBe("answered");
    expect(heard).toEqual(["went", "away", "came back"]);
  });
});

describe("a database that is there", () => {
  test("may take its time over a statement, though not for ever", async () => {
    const probe = vi.fn(async () => true);
    const { run, isAway, renewed } = world(probe);
    const slow = outcome(run(never));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(slow.error).toBeUndefined();
    expect(probe).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(slow.error).toMatchObject({ outage: "slow" });
    expect(isAway()).toBe(false);
    // the silent connection is given up, and others may finish
    expect(renewed).toEqual([5]);
  });

  test("is not thought away while it answers anything", async () => {
    const { run, isAway } = world(never);
    outcome(run(never));
    for (let step = 0; step < 100; step++) {
      await vi.advanceTimersByTimeAsync(100);
      await run(async () => "answered");
    }
    expect(isAway()).toBe(false);
  });

  test("is asked once, however many statements wait", async () => {
    const probe = vi.fn(() => new Promise<boolean>((resolve) => setTimeout(resolve, 900, true)));
    const { run } = world(probe);
    for (let each = 0; each < 50; each++) outcome(run(never));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(probe).toHaveBeenCalledTimes(1);
  });
});

test("a connection that could not be made has the database looked for at once", async () => {
  const { run, isAway } = world(async () => false);
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  await expect(run(() => Promise.reject(refused))).rejects.toBeInstanceOf(DatabaseUnavailable);
  await vi.advanceTimersByTimeAsync(200);
  expect(isAway()).toBe(true);
});

test("what is none of the database's errors comes through as it is", async () => {
  const { run, renewed } = world(never);
  const refusal = new Error("There is no such list, or it is not shared with you.");
  await expect(run(() => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(renewed).toEqual([]);
});

test("a lost connection has the pool replaced once, however many statements it fails", async () => {
  const { run, renewed } = world(async () => true);
  const lose = () =>
    Promise.reject(Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }));
  const together = await Promise.allSettled([run(lose), run(lose), run(lose)]);
  expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(renewed).toEqual([5]);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(run(lose)).rejects.toMatchObject({ outage: "lost" });
  expect(renewed).toEqual([5, 5]);
});
