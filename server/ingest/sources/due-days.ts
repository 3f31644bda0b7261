import { addDays } from "../../platform/calendar";

/** How far back a day that was missed is made up for. */
export const KEPT_DAYS = 14;

/** A day goes on filling, and its upvotes go on rising, for this long. */
const FILLING_DAYS = 2;

interface Known {
  day: string;
  fetchedAt: Date | null;
}

/**
 * The days that a source is to be asked for, the newest first: those that are still filling, and
 * those of the last two weeks that it has not answered for since they were over.
 */
export function dueDays(today: string, known: Known[]): string[] {
  const fetchedAt = new Map(known.map(({ day, fetchedAt }) => [day, fetchedAt]));
  return Array.from({ length: KEPT_DAYS }, (_, back) => addDays(today, -back)).filter((day) => {
    const at = fetchedAt.get(day);
    const isOver = at && at.toISOString().slice(0, 10) > addDays(day, FILLING_DAYS);
    return !isOver;
  });
}
