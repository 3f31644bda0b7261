import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { News, Shown } from "@/components/live/stream";
import { type Answer, type Said, workerLine } from "@/components/live/worker-line";

const shown: Shown = { listId: "list", revision: 1, role: "editor" };

/** A worker as its tabs see it: it answers until it ends, and no tab is told that it has. */
function worker() {
  let isAlive = true;
  class Fake {
    said: Said[] = [];
    isClosed = false;
    onerror: SharedWorker["onerror"] = null;
    port = {
      onmessage: null as MessagePort["onmessage"],
      onmessageerror: null as MessagePort["onmessageerror"],
      postMessage: (said: Said) => {
        this.said.push(said);
        if (said === "ask" && isAlive) queueMicrotask(() => this.answer("here"));
      },
      close: () => {
        this.isClosed = true;
      },
    };
    answer(data: Answer) {
      this.port.onmessage?.call(null as never, { data } as MessageEvent);
    }
  }
  return {
    end: () => {
      isAlive = false;
    },
    /** A tab that follows a list; `failed` counts how often it was sent to a stream of its own. */
    tab() {
      const fake = new Fake();
      const heard: News[] = [];
      const failed = vi.fn();
      const line = workerLine(fake as never, (news) => heard.push(news), failed);
      line.follow(shown);
      return { fake, line, heard, failed };
    },
  };
}

const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("while the worker answers, what it tells is heard and no tab leaves it", async () => {
  const shared = worker();
  const tabs = [shared.tab(), shared.tab()];
  await vi.advanceTimersByTimeAsync(HOUR);
  for (const { fake, heard, failed } of tabs) {
    fake.answer({ revision: 2, role: "viewer" });
    expect(heard).toEqual([{ revision: 2, role: "viewer" }]);
    expect(failed).not.toHaveBeenCalled();
  }
});

test("every tab leaves a worker that never answers, once", async () => {
  const shared = worker();
  shared.end();
  const tabs = [shared.tab(), shared.tab(), shared.tab()];
  await vi.advanceTimersByTimeAsync(HOUR);
  for (const { fake, failed } of tabs) {
    expect(failed).toHaveBeenCalledOnce();
    expect(fake.said.at(-1)).toBe("leave");
    expect(fake.isClosed).toBe(true);
  }
});

test("every tab leaves a worker that ends later, also one that was hidden until then", async () => {
  const shared = worker();
  const tabs = [shared.tab(), shared.tab()];
  const hidden = shared.tab();
  hidden.line.leave();
  await vi.advanceTimersByTimeAsync(HOUR);
  shared.end();
  await vi.advanceTimersByTimeAsync(HOUR);
  for (const { failed } of tabs) expect(failed).toHaveBeenCalledOnce();
  expect(hidden.failed).not.toHaveBeenCalled();
  hidden.line.follow(shown);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(hidden.failed).toHaveBeenCalledOnce();
});

test("a tab that follows nothing asks nothing", async () => {
  const shared = worker();
  const { fake, line } = shared.tab();
  line.leave();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(fake.said).toEqual([{ follow: shown }, "ask", "leave"]);
});

test("a worker that could not be loaded is left at once, and once", async () => {
  const shared = worker();
  shared.end();
  const { fake, failed } = shared.tab();
  fake.onerror?.call(null as never, new Event("error") as ErrorEvent);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(failed).toHaveBeenCalledOnce();
});
