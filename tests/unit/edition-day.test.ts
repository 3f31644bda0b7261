import { expect, it } from "vitest";
import { editionDay } from "@/server/editions/edition-day";

const rules = (timeZone: string, hour = 0, weekends: "next" | "own" = "next") => ({
  timeZone,
  hour,
  weekends,
});
const dayAt = (now: string, ...given: Parameters<typeof rules>) =>
  editionDay(new Date(now), rules(...given));

it("is the day of the zone's clock", () => {
  expect(dayAt("2025-03-13T12:00:00Z", "UTC")).toBe("2025-03-13");
  expect(dayAt("2025-03-13T12:00:00Z", "Pacific/Kiritimati", 0)).toBe("2025-03-14");
  expect(dayAt("2025-03-13T10:59:59Z", "Pacific/Pago_Pago", 0)).toBe("2025-03-12");
  expect(dayAt("2025-12-31T23:30:00Z", "Asia/Tokyo")).toBe("2026-01-01");
});

it("begins at the hour that is set", () => {
  expect(dayAt("2025-03-13T05:59:59.999Z", "UTC", 6)).toBe("2025-03-12");
  expect(dayAt("2025-03-13T06:00:00Z", "UTC", 6)).toBe("2025-03-13");
  expect(dayAt("2025-03-13T22:59:00Z", "UTC", 23)).toBe("2025-03-12");
});

it("leads weekends to the next weekday, if nothing else is set", () => {
  expect(dayAt("2025-03-14T23:59:59Z", "UTC")).toBe("2025-03-14");
  expect(dayAt("2025-03-15T00:00:00Z", "UTC")).toBe("2025-03-17");
  expect(dayAt("2025-03-16T23:59:59Z", "UTC")).toBe("2025-03-17");
  // before the hour, Saturday is still Friday and Monday still Sunday
  expect(dayAt("2025-03-15T05:00:00Z", "UTC", 6)).toBe("2025-03-14");
  expect(dayAt("2025-03-17T05:00:00Z", "UTC", 6)).toBe("2025-03-17");
  expect(dayAt("2025-03-15T12:00:00Z", "UTC", 0, "own")).toBe("2025-03-15");
  expect(dayAt("2025-03-16T12:00:00Z", "UTC", 0, "own")).toBe("2025-03-16");
});

const CHANGES = [
  // forward by an hour, and back
  ["Europe/Berlin", "2025-03-29T20:00:00Z"],
  ["Europe/Berlin", "2025-10-25T20:00:00Z"],
  ["America/New_York", "2025-03-08T22:00:00Z"],
  ["America/New_York", "2025-11-01T22:00:00Z"],
  // at midnight, forward and back
  ["America/Havana", "2025-03-08T22:00:00Z"],
  ["America/Havana", "2025-11-01T22:00:00Z"],
  ["Africa/Cairo", "2025-04-24T12:00:00Z"],
  ["Africa/Cairo", "2025-10-30T12:00:00Z"],
  // by half an hour
  ["Australia/Lord_Howe", "2025-10-04T04:00:00Z"],
  ["Australia/Lord_Howe", "2025-04-05T04:00:00Z"],
] as const;

it.each(CHANGES)("never goes back where clocks change: %s, from %s", (timeZone, from) => {
  for (let hour = 0; hour < 24; hour++) {
    const days: string[] = [];
    for (let minutes = 0; minutes < 48 * 60; minutes += 10) {
      const now = new Date(new Date(from).getTime() + minutes * 60_000);
      const day = editionDay(now, rules(timeZone, hour, "own"));
      if (day !== days.at(-1)) days.push(day);
    }
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.length).toBeGreaterThanOrEqual(2);
  }
});
