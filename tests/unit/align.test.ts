import { expect, test } from "vitest";
import { topsOf } from "@/components/annotations/align";

const box = (passage: number | null, height = 50) => ({ passage, height });

test("notes are level with their passages if there is room", () => {
  expect(topsOf([box(100), box(300)])).toEqual([100, 300]);
});

test("a note without room goes below the previous one", () => {
  expect(topsOf([box(100), box(110), box(400)])).toEqual([100, 162, 400]);
});

test("the pinned note is level with its passage, and those above make room", () => {
  expect(topsOf([box(200), box(210), box(220)], 2)).toEqual([96, 158, 220]);
});

test("none is moved above the top of the margin", () => {
  expect(topsOf([box(0), box(10), box(20)], 2)).toEqual([0, 62, 124]);
});

test("whatever the passages, no note overlaps another", () => {
  for (let pinned = -1; pinned < 12; pinned++) {
    const boxes = Array.from({ length: 12 }, (_, i) => box((i * 37) % 400, 20 + ((i * 13) % 90)));
    boxes.sort((a, b) => (a.passage ?? 0) - (b.passage ?? 0));
    const tops = topsOf(boxes, pinned);
    for (const [index, top] of tops.entries()) {
      const above = index === 0 ? 0 : (tops[index - 1] ?? 0) + (boxes[index - 1]?.height ?? 0);
      expect(top).toBeGreaterThanOrEqual(above);
    }
  }
});
