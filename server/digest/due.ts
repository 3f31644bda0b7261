import { addDays } from "../platform/calendar";
import { localTime } from "../platform/jobs/schedule";

/** When a subscriber wants the digest. */
export interface When {
  /** The days of the week, Sunday being 0. */
  weekdays: number[];
  /** The local hour, 0 to 23. */
  hour: number;
  /** An IANA time zone. */
  zone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const { date, hour, minute } = localTime(new Date(at), zone);
  const local = Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  return local - Math.floor(at / 60_000) * 60_000;
}

/**
 * The instant at which an hour comes on a local day. Where it comes twice, the first; where the clock
 * skips it, as long after midnight as without the change; null if the zone skips the whole day.
 */
export function instantOn(day: string, hour: number, zone: string): Date | null {
  const local = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  const before = local - offsetAt(local - DAY_MS, zone);
  const after = local - offsetAt(local + DAY_MS, zone);
  const isThere = (at: number) => {
    const found = localTime(new Date(at), zone);
    return found.date === day && found.hour === hour;
  };
  const first = [before, after].filter(isThere).sort((a, b) => a - b)[0];
  if (first !== undefined) return new Date(first);
  return localTime(new Date(before), zone).date === day ? new Date(before) : null;
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The calendar date in a zone. */
export const dayIn = (at: Date, zone: string) => localTime(at, zone).date;

/** The first instant after another at which a digest is due: never by adding 24 hours. */
export function nextDue({ weekdays, hour, zone }: When, after: Date): Date {
  const today = dayIn(after, zone);
  for (let days = 0; days <= 15; days++) {
    const day = addDays(today, days);
    if (!weekdays.includes(weekdayOf(day))) continue;
    const at = instantOn(day, hour, zone);
    if (at && at > after) return at;
  }
  throw new Error("a digest is due on no day of the week");
}

/**
 * The local day for which a digest that was due is sent now; null if its day is over: what was missed
 * is made up for on the same day only.
 */
export function dayToSend({ zone }: Pick<When, "zone">, dueAt: Date, now: Date): string | null {
  const day = dayIn(dueAt, zone);
  return dueAt <= now && dayIn(now, zone) === day ? day : null;
}

/** How many days a digest looks back: to the one before, and at least to yesterday. */
export function daysBack({ weekdays }: Pick<When, "weekdays">, day: string): number {
  for (let days = 1; days < 7; days++) {
    if (weekdays.includes(weekdayOf(addDays(day, -days)))) return days;
  }
  return 7;
}
