import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { sourceTurns } from "@/db/schema/sources";
import { appDatabase } from "@/server/platform/database";
import { fakeArxiv, virtualTime } from "../support/arxiv";
import { contextFor } from "../support/callers";

/** Shorter waits are for another process's request to end. */
const PAUSES_FROM_MS = 1_000;

const askers: ChildProcess[] = [];
afterEach(() => {
  for (const asker of askers.splice(0)) asker.kill("SIGKILL");
});

test("two processes ask arXiv one at a time and three seconds apart, also if one is killed", async () => {
  await appDatabase().delete(sourceTurns);
  const time = virtualTime(contextFor({ kind: "system" }));
  const arxiv = await fakeArxiv([], time);
  /** How often processes have looked whether it is their turn. */
  let looks = 0;
  const start = (name: string, times: number) => {
    const address = `${arxiv.base}?by=${name}`;
    const asker = fork("bin/run.mjs", ["tests/support/arxiv-asker.ts", address, String(times)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    asker.on("message", async (ms: number) => {
      looks++;
      await (ms >= PAUSES_FROM_MS ? time.wait(ms) : setTimeout(10));
      if (asker.connected) asker.send("go on");
    });
    askers.push(asker);
    return { asker, exited: once(asker, "exit") };
  };
  const gaps = () =>
    arxiv.asked.slice(1).map(({ at }, place) => at - (arxiv.asked[place]?.at ?? 0));
  const by = (name: string) =>
    arxiv.asked.filter(({ url }) => url.searchParams.get("by") === name).length;

  const [ada, ben] = [start("ada", 6), start("ben", 6)];
  expect(await Promise.all([ada.exited, ben.exited])).toEqual([
    [0, null],
    [0, null],
  ]);
  expect([by("ada"), by("ben")]).toEqual([6, 6]);
  expect(arxiv.mostOpen()).toBe(1);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(3_000);

  // one is killed while arXiv makes it wait: the other asks only when no answer can come any more
  arxiv.instead.push(() => {});
  const killed = start("killed", 1);
  await expect.poll(() => by("killed")).toBe(1);
  killed.asker.kill("SIGKILL");
  await killed.exited;
  const next = start("next", 1);
  const looked = looks;
  await expect.poll(() => looks).toBeGreaterThan(looked + 5);
  expect(by("next")).toBe(0);
  await time.wait(60_000);
  expect(await next.exited).toEqual([0, null]);
  expect(by("next")).toBe(1);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(3_000);
  expect(arxiv.mostOpen()).toBe(1);
});
