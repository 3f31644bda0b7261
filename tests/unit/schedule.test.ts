import { describe, expect, test } from "vitest";
import { instantOf, isDue, nextDue, type Schedule } from "@/server/platform/jobs/schedule";

const MINUTE_MS = 60_000;

/** The instants at which a task is due from one day to another, tried minute by minute. */
function dueBetween(schedule: Schedule, zone: string, from: string, to: string): string[] {
  const due: string[] = [];
  const end = Date.parse(to);
  for (let at = Date.parse(from); at < end; at += MINUTE_MS) {
    if (isDue(schedule, new Date(at), zone)) due.push(new Date(at).toISOString());
  }
  return due;
}

const daily = (hour: number, minute: number): Schedule => ({ times: [{ hour, minute }] });

const HALF_PAST_TWO = daily(2, 30);

describe("a task is due once a local day", () => {
  test.each([
    ["UTC", ["2026-03-10T02:30:00.000Z", "2026-03-11T02:30:00.000Z"]],
    ["Pacific/Kiritimati", ["2026-03-10T12:30:00.000Z", "2026-03-11T12:30:00.000Z"]],
    ["Pacific/Pago_Pago", ["2026-03-10T13:30:00.000Z", "2026-03-11T13:30:00.000Z"]],
    ["Asia/Kathmandu", ["2026-03-10T20:45:00.000Z", "2026-03-11T20:45:00.000Z"]],
  ])("in %s", (zone, due) => {
    expect(dueBetween(HALF_PAST_TWO, zone, "2026-03-10", "2026-03-12")).toEqual(due);
  });

  test("on the night when clocks go forward: in the first minute after the hour that is missing", () => {
    // Berlin, March 29 2026: 02:00 is followed by 03:00
    expect(
      dueBetween(HALF_PAST_TWO, "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00Z"),
    ).toEqual(["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"]);
  });

  test("on the night when clocks go back: the first of two times", () => {
    // Berlin, October 25 2026: 03:00 is followed by 02:00
    expect(
      dueBetween(HALF_PAST_TWO, "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z"),
    ).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
  });

  test("where clocks change by half an hour, and at midnight", () => {
    for (const [zone, day] of [
      ["Australia/Lord_Howe", "2026-04-04"],
      ["Australia/Lord_Howe", "2026-10-03"],
      ["America/Havana", "2026-03-08"],
      ["America/Havana", "2026-11-01"],
    ] as const) {
      for (const schedule of [daily(0, 0), daily(1, 45)]) {
        const start = Date.parse(`${day}T00:00Z`) - 12 * 3_600_000;
        const three = new Date(start + 3 * 86_400_000).toISOString();
        const due = dueBetween(schedule, zone, new Date(start).toISOString(), three);
        expect([zone, due.length]).toEqual([zone, 3]);
      }
    }
  });
});

test("the next time is the first one after an instant", () => {
  const next = (after: string, zone = "UTC") =>
    nextDue(daily(4, 10), new Date(after), zone).toISOString();
  expect(next("2026-11-30T04:09:59Z")).toBe("2026-11-30T04:10:00.000Z");
  expect(next("2026-11-30T04:10:00Z")).toBe("2026-12-01T04:10:00.000Z");
  expect(next("2026-12-31T23:59:00Z")).toBe("2027-01-01T04:10:00.000Z");
  expect(next("2026-03-28T12:00:00Z", "Europe/Berlin")).toBe("2026-03-29T02:10:00.000Z");
  expect(next("2026-10-24T12:00:00Z", "Europe/Berlin")).toBe("2026-10-25T03:10:00.000Z");
  expect(
    nextDue(HALF_PAST_TWO, new Date("2026-03-28T12:00:00Z"), "Europe/Berlin").toISOString(),
  ).toBe("2026-03-29T01:00:00.000Z");
});

test("a minute without its year is the nearest one", () => {
  const minute = (month: number, date: number) => ({ min: 5, hour: 6, month, date });
  const at = (month: number, date: number, now: string) =>
    instantOf(minute(month, date), new Date(now)).toISOString();
  expect(at(12, 31, "2027-01-01T00:00:00Z")).toBe("2026-12-31T06:05:00.000Z");
  expect(at(1, 1, "2026-12-31T23:59:00Z")).toBe("2027-01-01T06:05:00.000Z");
  expect(at(2, 29, "2028-03-01T00:00:00Z")).toBe("2028-02-29T06:05:00.000Z");
});

test("several times a day, on some days of the week", () => {
  const schedule = {
    times: [6, 18].map((hour) => ({ hour, minute: 17 })),
    weekdays: [1, 2, 3, 4, 5],
  };
  // November 27 2026 is a Friday
  const next = (after: string, zone = "UTC") =>
    nextDue(schedule, new Date(after), zone).toISOString();
  expect(next("2026-11-27T06:17:00Z")).toBe("2026-11-27T18:17:00.000Z");
  expect(next("2026-11-27T18:17:00Z")).toBe("2026-11-30T06:17:00.000Z");
  expect(next("2026-11-27T18:17:00Z", "Asia/Tokyo")).toBe("2026-11-29T21:17:00.000Z");
  expect(dueBetween(schedule, "UTC", "2026-11-27", "2026-12-01")).toEqual([
    "2026-11-27T06:17:00.000Z",
    "2026-11-27T18:17:00.000Z",
    "2026-11-30T06:17:00.000Z",
    "2026-11-30T18:17:00.000Z",
  ]);
});
