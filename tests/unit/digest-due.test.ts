import { describe, expect, it } from "vitest";
import { dayIn, daysBack, dayToSend, instantOn, nextDue, type When } from "@/server/digest/due";
import { whenWords } from "@/server/digest/when-words";

const daily = (zone: string, hour: number): When => ({
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  hour,
  zone,
});

const MINUTES = 60_000;

/** Looks every quarter of an hour, as the task does. Returns the local days for which one is sent. */
function sentBetween(when: When, from: string, to: string): string[] {
  const sent: string[] = [];
  let dueAt = nextDue(when, new Date(from));
  for (let at = Date.parse(from); at <= Date.parse(to); at += 15 * MINUTES) {
    const now = new Date(at);
    if (dueAt > now) continue;
    const day = dayToSend(when, dueAt, now);
    if (day) sent.push(day);
    dueAt = nextDue(when, now);
  }
  return sent;
}

describe("the local hour", () => {
  it.each([
    ["Pacific/Pago_Pago", "2026-03-10T18:00:00Z"], // −11
    ["Pacific/Marquesas", "2026-03-10T16:30:00Z"], // −9:30
    ["America/New_York", "2026-03-10T11:00:00Z"],
    ["UTC", "2026-03-10T07:00:00Z"],
    ["Asia/Kathmandu", "2026-03-10T01:15:00Z"], // +5:45
    ["Pacific/Auckland", "2026-03-09T18:00:00Z"],
    ["Pacific/Apia", "2026-03-09T18:00:00Z"], // +13
    ["Pacific/Kiritimati", "2026-03-09T17:00:00Z"], // +14
  ])("is 7 in %s at its own instant", (zone, instant) => {
    expect(instantOn("2026-03-10", 7, zone)?.toISOString()).toBe(new Date(instant).toISOString());
  });

  const zones = ["Pacific/Pago_Pago", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"];
  const more = ["Asia/Kathmandu", "Pacific/Kiritimati", "Africa/Cairo", "America/Santiago"];

  it.each([...zones, ...more])(
    "comes exactly once each day of a year in %s, whatever hour",
    (zone) => {
      for (const hour of [0, 1, 2, 3, 7, 23]) {
        const sent = sentBetween(daily(zone, hour), "2026-01-01T12:00:00Z", "2026-12-31T12:00:00Z");
        const first = sent[0] ?? "";
        const all = sent.map((_, days) =>
          new Date(Date.parse(first) + days * 1_440 * MINUTES).toISOString().slice(0, 10),
        );
        expect(sent, `${hour}`).toEqual(all);
        expect(sent.length).toBeGreaterThanOrEqual(364);
      }
    },
  );

  it.each([
    ["2026-03-29", "when the clock skips it", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "when it comes twice: the first time", "2026-10-25T00:00:00.000Z"],
  ])("is 2 in Berlin on %s, %s", (day, _, instant) => {
    expect(instantOn(day, 2, "Europe/Berlin")?.toISOString()).toBe(instant);
  });

  it("is on no day that a zone has skipped", () => {
    expect(instantOn("2011-12-30", 7, "Pacific/Apia")).toBeNull();
    expect(
      dayIn(nextDue(daily("Pacific/Apia", 7), new Date("2011-12-29T20:00:00Z")), "Pacific/Apia"),
    ).toBe("2011-12-31");
  });
});

describe("what was missed", () => {
  const when = daily("Europe/Berlin", 7);
  const dueAt = new Date("2026-08-20T05:00:00Z");

  it("is made up for on the same local day", () => {
    expect(dayToSend(when, dueAt, new Date("2026-08-20T21:59:00Z"))).toBe("2026-08-20");
  });

  it("is over when that day is", () => {
    expect(dayToSend(when, dueAt, new Date("2026-08-20T22:00:00Z"))).toBeNull();
    expect(dayToSend(when, dueAt, new Date("2026-08-20T04:59:00Z"))).toBeNull();
  });

  it("is followed by the next day's at its own hour", () => {
    expect(nextDue(when, new Date("2026-08-20T21:59:00Z"))).toEqual(
      new Date("2026-08-21T05:00:00Z"),
    );
  });
});

it("looks back to the digest before", () => {
  // a Monday
  expect(daysBack({ weekdays: [1, 2, 3, 4, 5] }, "2026-08-17")).toBe(3);
  expect(daysBack({ weekdays: [0, 1, 2, 3, 4, 5, 6] }, "2026-08-17")).toBe(1);
  expect(daysBack({ weekdays: [1] }, "2026-08-17")).toBe(7);
});

it("says when it comes", () => {
  expect(whenWords({ weekdays: [1, 2, 3, 4, 5], hour: 7 })).toBe("on weekdays at 7 am");
  expect(whenWords({ weekdays: [0, 1, 2, 3, 4, 5, 6], hour: 12 })).toBe("every day at noon");
  expect(whenWords({ weekdays: [0, 5, 1], hour: 0 })).toBe(
    "on Mondays, Fridays and Sundays at midnight",
  );
});
