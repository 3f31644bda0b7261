import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onRouterTransitionStart } from "@/instrumentation-client";

const dataset: Record<string, string> = {};
const location = { href: "" };

beforeEach(() => {
  vi.useFakeTimers();
  delete dataset.going;
  location.href = "https://a.test/one";
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("location", location);
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a page that is slow to come is shown to be under way, until it is there", () => {
  onRouterTransitionStart("/two", "push");
  vi.advanceTimersByTime(300);
  expect(dataset).not.toHaveProperty("going");
  vi.advanceTimersByTime(200);
  expect(dataset).toHaveProperty("going");
  location.href = "https://a.test/two";
  vi.advanceTimersByTime(100);
  expect(dataset).not.toHaveProperty("going");
});

test("nothing is shown for a quick page, on the way back, or for the page that is there", () => {
  onRouterTransitionStart("/two", "push");
  location.href = "https://a.test/two";
  vi.advanceTimersByTime(1_000);
  expect(dataset).not.toHaveProperty("going");
  onRouterTransitionStart("/one", "traverse");
  vi.advanceTimersByTime(1_000);
  expect(dataset).not.toHaveProperty("going");
  onRouterTransitionStart("/two", "push");
  vi.advanceTimersByTime(1_000);
  expect(dataset).not.toHaveProperty("going");
});

test("a page that never comes is given up", () => {
  onRouterTransitionStart("/two", "push");
  vi.advanceTimersByTime(19_000);
  expect(dataset).toHaveProperty("going");
  vi.advanceTimersByTime(2_000);
  expect(dataset).not.toHaveProperty("going");
});
