import { addDays } from "../../platform/calendar";

/** How long an alarm stays. */
export const ALARM_DAYS = 7;

/** A day is over in every time zone, and its papers have had time to come. */
const SETTLED_DAYS = 2;

interface Known {
  day: string;
  fetchedAt: Date | null;
  read: number;
}

/**
 * The weekdays of the last week that a source has answered for without a paper after they were over, the
 * newest first. There are none at weekends, and days without an answer are failures, which are told
 * elsewhere.
 */
export function silentDays(known: Known[], today: string): string[] {
  return known
    .filter(({ day, fetchedAt, read }) => {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      if (weekday === 0 || weekday === 6) return false;
      if (day < addDays(today, -ALARM_DAYS) || day > addDays(today, -SETTLED_DAYS)) return false;
      return read === 0 && fetchedAt !== null && fetchedAt.toISOString().slice(0, 10) > day;
    })
    .map(({ day }) => day)
    .sort()
    .reverse();
}
