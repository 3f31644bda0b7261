import { describe, expect, test } from "vitest";
import {
  announcementOn,
  feedDayDue,
  isAnnouncementDay,
  lastAnnouncement,
  nextAnnouncement,
} from "@/server/ingest/sources/announcements";

test("arXiv announces on Sunday to Thursday", () => {
  // a Sunday and the days after it
  const week = ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"];
  expect(week.map(isAnnouncementDay)).toEqual([true, true, true, true, true]);
  expect(["2026-11-27", "2026-11-28"].map(isAnnouncementDay)).toEqual([false, false]);
  expect(announcementOn("2026-11-27")).toBeNull();
});

test.each([
  ["in winter", "2026-01-14", "2026-01-15T01:00:00Z"],
  ["in summer", "2026-07-14", "2026-07-15T00:00:00Z"],
  ["on the last day of winter time", "2026-03-05", "2026-03-06T01:00:00Z"],
  ["on the day when summer time begins", "2026-03-08", "2026-03-09T00:00:00Z"],
  ["on the day when it ends", "2026-11-01", "2026-11-02T01:00:00Z"],
  ["on the last day of the year", "2025-12-31", "2026-01-01T01:00:00Z"],
])("at eight in the evening in New York, %s", (_, day, at) => {
  expect(announcementOn(day)).toEqual(new Date(at));
});

describe("the last and the next announcement", () => {
  test.each([
    ["a second before Sunday's", "2026-11-23T00:59:59Z", "2026-11-19", "2026-11-22"],
    ["at Sunday's", "2026-11-23T01:00:00Z", "2026-11-22", "2026-11-23"],
    ["on Friday", "2026-11-27T12:00:00Z", "2026-11-26", "2026-11-29"],
    ["on Saturday at midnight", "2026-11-28T05:00:00Z", "2026-11-26", "2026-11-29"],
    ["on a Tuesday in summer", "2026-07-14T23:59:59Z", "2026-07-13", "2026-07-14"],
    ["half an hour later", "2026-07-15T00:30:00Z", "2026-07-14", "2026-07-15"],
  ])("%s", (_, now, last, next) => {
    const before = lastAnnouncement(new Date(now));
    const after = nextAnnouncement(new Date(now));
    expect([before.day, after.day]).toEqual([last, next]);
    expect(before.at).toEqual(announcementOn(last));
    expect(after.at).toEqual(announcementOn(next));
  });
});

test.each([
  ["on Sunday evening after the announcement", "2026-11-23T02:00:00Z", "2026-11-20"],
  ["on Monday at midnight in New York", "2026-11-23T05:00:00Z", "2026-11-23"],
  ["on Friday", "2026-11-27T12:00:00Z", "2026-11-27"],
  ["on Saturday", "2026-11-28T12:00:00Z", "2026-11-27"],
  ["on Sunday", "2026-11-29T12:00:00Z", "2026-11-27"],
])("feeds should be of the day after the last announcement, %s", (_, now, day) => {
  expect(feedDayDue(new Date(now))).toBe(day);
});
