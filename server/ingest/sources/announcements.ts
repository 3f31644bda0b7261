import { addDays } from "../../platform/calendar";

/** arXiv announces new papers at this hour there, on the evenings of Sunday to Thursday. */
const ZONE = "America/New_York";
const HOUR = 20;

const HOUR_MS = 3_600_000;

const clock = new Intl.DateTimeFormat("en-US", {
  timeZone: ZONE,
  hourCycle: "h23",
  ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" } as const),
});

/** The day and hour in New York. */
function inNewYork(at: Date) {
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part.get("year")}-${part.get("month")}-${part.get("day")}`,
    hour: Number(part.get("hour")),
  };
}

/** 0 on Sunday. */
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Whether arXiv announces papers on the evening of this day: not on Friday and Saturday. */
export const isAnnouncementDay = (day: string) => weekday(day) < 5;

/** When arXiv announces the papers of this day; null if it does not. */
export function announcementOn(day: string): Date | null {
  if (!isAnnouncementDay(day)) return null;
  const evening = new Date(`${day}T${HOUR}:00:00Z`).getTime();
  // New York is four hours behind in summer, five in winter
  const summer = new Date(evening + 4 * HOUR_MS);
  return inNewYork(summer).hour === HOUR ? summer : new Date(evening + 5 * HOUR_MS);
}

export interface Announcement {
  /** Its day in New York. */
  day: string;
  at: Date;
}

/** The newest announcement that has been due at this moment. */
export const lastAnnouncement = (now: Date): Announcement => find(now, -1, (at) => at <= now);

/** The next one that will be. */
export const nextAnnouncement = (now: Date): Announcement => find(now, 1, (at) => at > now);

/** The first announcement that fits, from today on by this many days. */
function find(now: Date, step: number, fits: (at: Date) => boolean): Announcement {
  for (let { day } = inNewYork(now); ; day = addDays(day, step)) {
    const at = announcementOn(day);
    if (at && fits(at)) return { day, at };
  }
}

/**
 * The day that arXiv's feeds should be of: they change at midnight in New York after each
 * announcement, so they are of Monday to Friday. A feed of an earlier day is stale.
 */
export function feedDayDue(now: Date): string {
  let { day } = inNewYork(now);
  while (!isAnnouncementDay(addDays(day, -1))) day = addDays(day, -1);
  return day;
}

/** What is submitted before this hour of a weekday in New York is announced on its evening. */
const CUTOFF_HOUR = 14;

/**
 * The day of the feed in which a paper comes that was submitted at this moment: the day after the
 * evening on which it is announced, unless arXiv looks at it for longer.
 */
export function feedDayOf(submittedAt: Date): string {
  const { day: date, hour } = inNewYork(submittedAt);
  let day = hour < CUTOFF_HOUR ? date : addDays(date, 1);
  // what comes after Friday's cutoff waits for Monday's
  while (weekday(day) === 0 || weekday(day) === 6) day = addDays(day, 1);
  // and Friday's papers are announced on Sunday
  if (weekday(day) === 5) day = addDays(day, 2);
  return addDays(day, 1);
}

/** Whether there is a feed of this day: from Monday to Friday. */
export const isFeedDay = (day: string) => isAnnouncementDay(addDays(day, -1));
