/** Formats feed days. They are plain calendar dates, so they are read and written as UTC. */
const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  return (feedDate: string) => formatter.format(new Date(`${feedDate}T00:00:00Z`));
};

/** "Thursday, March 13, 2025" */
export const longDate = format({ weekday: "long", month: "long", day: "numeric", year: "numeric" });

/** "March 13, 2025" */
export const fullDate = format({ month: "long", day: "numeric", year: "numeric" });

/** "March 13" */
const shortDate = format({ month: "long", day: "numeric" });

/** "Thu" */
export const weekday = format({ weekday: "short" });

/** "Thursday" */
export const weekdayName = format({ weekday: "long" });

/** "13" */
export const dayOfMonth = (feedDate: string) => String(Number(feedDate.slice(8)));

/** "Mar" */
export const shortMonth = format({ month: "short" });

/** "March" */
const monthName = format({ month: "long" });

/** "March 13", with the year if it differs from the page's. */
export const nearDate = (feedDate: string, shown: string) =>
  feedDate.slice(0, 4) === shown.slice(0, 4) ? shortDate(feedDate) : fullDate(feedDate);

/** "March 10–16, 2025", "March 31 – April 6, 2025", "December 29, 2025 – January 4, 2026" */
export function spanOf(from: string, to: string): string {
  if (from.slice(0, 7) === to.slice(0, 7)) {
    return `${shortDate(from)}–${Number(to.slice(8))}, ${to.slice(0, 4)}`;
  }
  return `${nearDate(from, to)} – ${fullDate(to)}`;
}

/** "March 2025" */
export const monthTitle = (month: string) => `${monthName(`${month}-01`)} ${month.slice(0, 4)}`;

/** "Week 11", with the year if it differs from the page's. */
export function nearWeek(week: string, shown: string): string {
  const number = `Week ${Number(week.slice(6))}`;
  return week.slice(0, 4) === shown.slice(0, 4) ? number : `${number}, ${week.slice(0, 4)}`;
}

/** "March", with the year if it differs from the page's. */
export const nearMonth = (month: string, shown: string) =>
  month.slice(0, 4) === shown.slice(0, 4) ? monthName(`${month}-01`) : monthTitle(month);
