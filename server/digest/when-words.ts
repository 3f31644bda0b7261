import type { When } from "./due";

const NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const listed = (names: string[]) =>
  names.length <= 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** The name of a day of the week, Sunday being 0. */
export const weekdayName = (day: number) => NAMES[day] ?? "";

/** "7 am", "noon", "midnight" */
export function hourName(hour: number): string {
  if (hour === 0) return "midnight";
  if (hour === 12) return "noon";
  return `${hour % 12} ${hour < 12 ? "am" : "pm"}`;
}

/** "on weekdays at 7 am", "every day at noon", "on Mondays and Fridays at 6 pm" */
export function whenWords({ weekdays, hour }: Pick<When, "weekdays" | "hour">): string {
  const sorted = [1, 2, 3, 4, 5, 6, 0].filter((day) => weekdays.includes(day));
  const days =
    sorted.length === 7
      ? "every day"
      : sorted.join() === "1,2,3,4,5"
        ? "on weekdays"
        : `on ${listed(sorted.map((day) => `${weekdayName(day)}s`))}`;
  return `${days} at ${hourName(hour)}`;
}
