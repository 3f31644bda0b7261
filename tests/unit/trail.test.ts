import { expect, test, vi } from "vitest";
import { followTrail, lastSeenHere, placeOnTrail, type Trail } from "@/components/papers/trail";
import { storage } from "./storage";

const step = (name: string, at: number | null) => ({ path: `/papers/${name}`, title: name, at });

const trail: Trail = {
  href: "/papers/date/2026-08-21",
  label: "Friday, August 21, 2026",
  of: 3,
  steps: [step("a", 1), step("b", 2), step("c", 3)],
};

test("a paper has its place, and the papers before and after it", () => {
  expect(placeOnTrail(trail, "/papers/b")).toEqual({
    href: trail.href,
    label: trail.label,
    place: "2 of 3",
    previous: step("a", 1),
    next: step("c", 3),
  });
});

test("the first has none before it, and the last none after it", () => {
  expect(placeOnTrail(trail, "/papers/a")?.previous).toBeNull();
  expect(placeOnTrail(trail, "/papers/c")?.next).toBeNull();
});

test("where more follow than are known, only the place is told", () => {
  expect(placeOnTrail({ ...trail, of: null }, "/papers/b")?.place).toBe("no. 2");
});

test("where the place is not known, none is told", () => {
  const unknown = { ...trail, of: null, steps: [step("a", null), step("b", null)] };
  expect(placeOnTrail(unknown, "/papers/b")).toMatchObject({ place: null, next: null });
});

test("another paper is not on the trail", () => {
  expect(placeOnTrail(trail, "/papers/d")).toBeNull();
});

test("back where it begins, the paper that was seen last is known, until another page is opened", () => {
  const sessionStorage = storage();
  vi.stubGlobal("sessionStorage", sessionStorage);
  const arrive = (pathname: string) => vi.stubGlobal("location", { pathname, search: "" });
  sessionStorage.trail = JSON.stringify({ ...trail, last: "/papers/a" });
  arrive(trail.href);
  expect(lastSeenHere()).toEqual(step("a", 1));
  followTrail("/papers/b");
  followTrail(trail.href);
  expect(lastSeenHere()).toEqual(step("b", 2));
  arrive("/papers/trending");
  expect(lastSeenHere()).toBeUndefined();
  followTrail("/papers/trending");
  arrive(trail.href);
  expect(lastSeenHere()).toBeUndefined();
});
