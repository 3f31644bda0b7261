import { expect, test } from "vitest";
import { dueDays } from "@/server/ingest/sources/due-days";

const at = (day: string, fetchedAt: string | null) => ({
  day,
  fetchedAt: fetchedAt ? new Date(fetchedAt) : null,
});

test("a new installation asks for the last two weeks, the newest day first", () => {
  const due = dueDays("2026-11-30", []);
  expect(due).toHaveLength(14);
  expect([due[0], due.at(-1)]).toEqual(["2026-11-30", "2026-11-17"]);
});

test("later, for what is still filling, and for what was missed", () => {
  const known = dueDays("2026-11-29", []).map((day) => at(day, "2026-11-29T22:17:00Z"));
  const missed = known.map((each) => (each.day === "2026-11-20" ? at("2026-11-20", null) : each));
  expect(dueDays("2026-11-30", known)).toEqual([
    "2026-11-30",
    "2026-11-29",
    "2026-11-28",
    "2026-11-27",
  ]);
  expect(dueDays("2026-11-30", missed)).toContain("2026-11-20");
  // a day that was last asked for while it was filling is asked for once more
  expect(dueDays("2026-12-05", known)).toContain("2026-11-28");
  expect(dueDays("2026-12-05", known)).not.toContain("2026-11-26");
});
