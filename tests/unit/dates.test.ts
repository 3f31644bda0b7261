import { expect, test } from "vitest";
import {
  longDate,
  monthTitle,
  nearDate,
  nearMonth,
  nearWeek,
  spanOf,
} from "../../components/editions/dates";

test("feed days are calendar dates, whatever zone the server is in", () => {
  expect(longDate("2025-03-13")).toBe("Thursday, March 13, 2025");
  expect(longDate("2024-12-31")).toBe("Tuesday, December 31, 2024");
});

test.each([
  ["2025-03-10", "2025-03-16", "March 10–16, 2025"],
  ["2025-03-31", "2025-04-06", "March 31 – April 6, 2025"],
  ["2025-12-29", "2026-01-04", "December 29, 2025 – January 4, 2026"],
])("%s to %s", (from, to, expected) => expect(spanOf(from, to)).toBe(expected));

test("neighbours say their year only where it is another", () => {
  expect(nearDate("2025-03-12", "2025-03-13")).toBe("March 12");
  expect(nearDate("2024-12-31", "2025-01-01")).toBe("December 31, 2024");
  expect(nearWeek("2025-W01", "2025-W02")).toBe("Week 1");
  expect(nearWeek("2024-W52", "2025-W01")).toBe("Week 52, 2024");
  expect(nearMonth("2025-02", "2025-03")).toBe("February");
  expect(nearMonth("2024-12", "2025-01")).toBe("December 2024");
  expect(monthTitle("2025-03")).toBe("March 2025");
});
