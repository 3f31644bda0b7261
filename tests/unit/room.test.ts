import { expect, test } from "vitest";
import { roomIn } from "@/components/annotations/room";
import { createInput } from "@/server/annotations/schema";

const note = (body: string) =>
  createInput.safeParse({
    ...{ id: "00000000-0000-4000-8000-000000000001", paperId: 1, version: 1, audience: "me" },
    body,
  }).success;

test.each([
  ["", null, false],
  ["x".repeat(9_500), null, false],
  ["x".repeat(9_501), "499 characters left", false],
  ["x".repeat(9_999), "1 character left", false],
  ["x".repeat(10_000), "0 characters left", false],
  ["x".repeat(10_001), "1 character over 10,000", true],
  ["x".repeat(12_345), "2,345 characters over 10,000", true],
])("a note's room is told near its end, and beyond it: %#", (body, told, tooLong) => {
  expect(roomIn(body)).toEqual({ told, tooLong });
  if (body) expect(note(body)).toBe(!tooLong);
});
