import { describe, expect, test } from "vitest";
import {
  addDays,
  isFeedDate,
  monthOf,
  monthSpan,
  weekOf,
  weekSpan,
} from "../../server/platform/calendar";

describe("feed dates", () => {
  test.each(["2025-03-13", "2024-02-29", "2000-02-29", "1991-01-01", "2199-12-31"])(
    "%s is one",
    (text) => expect(isFeedDate(text)).toBe(true),
  );

  test.each([
    "2025-02-29",
    "1900-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-04-31",
    "2025-3-13",
    "1990-12-31",
    "2200-01-01",
    "2025-03-13T00:00",
    " 2025-03-13",
    "",
    "latest",
  ])("“%s” is none", (text) => expect(isFeedDate(text)).toBe(false));

  test("go on over months, leap days and years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
    expect(addDays("2025-03-01", -1)).toBe("2025-02-28");
  });
});

describe("ISO weeks", () => {
  test.each([
    ["2025-03-13", "2025-W11"],
    // the days around New Year belong to the year of their Thursday
    ["2024-12-30", "2025-W01"],
    ["2023-01-01", "2022-W52"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-01", "2026-W53"],
  ])("%s lies in %s", (date, week) => expect(weekOf(date)).toBe(week));

  test.each([
    ["2025-W11", "2025-03-10", "2025-03-16"],
    ["2025-W01", "2024-12-30", "2025-01-05"],
    ["2020-W53", "2020-12-28", "2021-01-03"],
  ])("%s runs from %s to %s", (week, from, to) => expect(weekSpan(week)).toEqual({ from, to }));

  test.each(["2025-W53", "2025-W00", "2025-W54", "2025-11", "2025-W1", "W11", "2025-w11", ""])(
    "“%s” is none",
    (week) => expect(weekSpan(week)).toBeNull(),
  );

  test("hold seven days each, and every day stands in its own", () => {
    for (let day = "2019-12-20"; day < "2022-01-20"; day = addDays(day, 1)) {
      const span = weekSpan(weekOf(day));
      expect(span && span.from <= day && day <= span.to, day).toBe(true);
      expect(span && addDays(span.from, 6)).toBe(span?.to);
    }
  });
});

describe("months", () => {
  test.each([
    ["2025-03", "2025-03-01", "2025-03-31"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025-12", "2025-12-01", "2025-12-31"],
  ])("%s runs from %s to %s", (month, from, to) => {
    expect(monthSpan(month)).toEqual({ from, to });
    expect(monthOf(to)).toBe(month);
  });

  test.each(["2025-13", "2025-00", "2025-3", "2025", "03-2025", "2025-03-01"])(
    "“%s” is none",
    (month) => expect(monthSpan(month)).toBeNull(),
  );
});
