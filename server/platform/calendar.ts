/** Feed days are plain calendar dates, `2025-03-13`: no zone, no clock. */
const DAY_MS = 86_400_000;

const at = (date: string) => new Date(`${date}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

/** Whether the text is a valid date from 1991 (arXiv's first year) to 2199. */
export function isFeedDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || text < "1991-01-01" || text > "2199-12-31") return false;
  const date = at(text);
  return !Number.isNaN(date.getTime()) && iso(date) === text;
}

/** The days from 1970 to a feed date, the unit of time in the trending score. */
export const dayNumber = (feedDate: string) => at(feedDate).getTime() / DAY_MS;

export const addDays = (feedDate: string, days: number) =>
  iso(new Date(at(feedDate).getTime() + days * DAY_MS));

/** The ISO week of a date: weeks start on Monday and belong to the year of their Thursday. */
export function weekOf(feedDate: string): string {
  const date = at(feedDate);
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The current day in UTC+14, where days begin first: no later day has begun anywhere. */
export const newestDay = (now: Date) => iso(new Date(now.getTime() + 14 * 3_600_000));

export const monthOf = (feedDate: string) => feedDate.slice(0, 7);

/** A span of feed days, both ends included. */
export interface Span {
  from: string;
  to: string;
}

/** The days of an ISO week such as `2025-W11`, or null when there is no such week. */
export function weekSpan(week: string): Span | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  // January 4 is always in week 1
  const fourth = `${match[1]}-01-04`;
  if (!isFeedDate(fourth)) return null;
  const monday = addDays(fourth, -((at(fourth).getUTCDay() + 6) % 7) + (Number(match[2]) - 1) * 7);
  return weekOf(monday) === week ? { from: monday, to: addDays(monday, 6) } : null;
}

/** The days of a month such as `2025-03`, or null when there is no such month. */
export function monthSpan(month: string): Span | null {
  const from = `${month}-01`;
  if (!isFeedDate(from)) return null;
  const next = monthOf(addDays(from, 31));
  return { from, to: addDays(`${next}-01`, -1) };
}
