import { addDays } from "../platform/calendar";
import type { Context } from "../platform/context";
import { env } from "../platform/env";

interface Rules {
  timeZone: string;
  /** The hour at which a day begins. */
  hour: number;
  /** Whether what comes on a weekend is in the edition of the next weekday, or in its own. */
  weekends: "next" | "own";
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  });
  clocks.set(timeZone, clock);
  return clock;
}

/**
 * The edition that a submission of this moment is in. Before `hour`, by the clock of the zone, it is
 * still the day before. Where clocks change, the day begins once all the same: they are set back to
 * the hour that has not been reached yet, and what they skip has been reached.
 */
export function editionDay(now: Date, { timeZone, hour, weekends }: Rules): string {
  const shown = clockOf(timeZone).formatToParts(now);
  const part = (type: string) => shown.find((each) => each.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const day = Number(part("hour")) < hour ? addDays(date, -1) : date;
  if (weekends === "own") return day;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}

/** The same by this installation's settings. */
export function editionDayOf(ctx: Pick<Context, "now">): string {
  const { TIME_ZONE, EDITION_HOUR, EDITION_WEEKENDS } = env();
  const rules = { timeZone: TIME_ZONE, hour: EDITION_HOUR, weekends: EDITION_WEEKENDS };
  return editionDay(ctx.now(), rules);
}
