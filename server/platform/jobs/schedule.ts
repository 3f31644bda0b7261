/** A time of day. */
export interface Time {
  /** 0 to 23. */
  hour: number;
  /** 0 to 59. */
  minute: number;
}

/** When a task runs by itself, in the installation's time zone. */
export interface Schedule {
  /** On the night when the clock skips an hour, what is due in it runs right after it. */
  times: Time[];
  /** Or at every full so many minutes of UTC's clock, of which zones are whole quarters apart. */
  everyMinutes?: number;
  /** The days of the week, Sunday being 0; every day, by default. */
  weekdays?: number[];
}

/** A minute as the queue's library describes it, in UTC and without its year. */
export interface Minute {
  min: number;
  hour: number;
  /** 1 to 31. */
  date: number;
  /** 1 to 12. */
  month: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Formatters are slow to make, and a process needs one or two. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, format);
  return format;
}

/** The calendar date and the time of day of an instant in a zone. */
export function localTime(at: Date, zone: string): { date: string; hour: number; minute: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
  };
}

const minuteOfDay = ({ hour, minute }: Time) => hour * 60 + minute;

const isOn = ({ weekdays }: Schedule, date: string) =>
  weekdays === undefined || weekdays.includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Whether a task is due in the minute that begins at an instant. */
export const isDue = (schedule: Schedule, at: Date, zone: string): boolean =>
  (schedule.everyMinutes !== undefined && at.getUTCMinutes() % schedule.everyMinutes === 0) ||
  (schedule.times.some((time) => isTime(time, at, zone)) &&
    isOn(schedule, localTime(at, zone).date));

/**
 * Whether it is a time of day in the minute that begins at an instant: exactly once each local day,
 * also on the days when clocks change. Where a time occurs twice, the first counts; where it does
 * not occur, the first minute after it.
 */
function isTime(time: Time, at: Date, zone: string): boolean {
  const due = minuteOfDay(time);
  const now = localTime(at, zone);
  if (minuteOfDay(now) < due) return false;
  const before = localTime(new Date(at.getTime() - MINUTE_MS), zone);
  if (before.date === now.date && minuteOfDay(before) >= due) return false;
  // the clock went back over it: an hour or less ago it was due already
  for (let minutes = 30; minutes <= 120; minutes += 30) {
    const earlier = localTime(new Date(at.getTime() - minutes * MINUTE_MS), zone);
    if (earlier.date === now.date && minuteOfDay(earlier) >= due) return false;
  }
  return true;
}

/** The first instant after another at which a task is due. */
export function nextDue(schedule: Schedule, after: Date, zone: string): Date {
  if (schedule.everyMinutes) {
    const step = schedule.everyMinutes * MINUTE_MS;
    return new Date(Math.floor(after.getTime() / step) * step + step);
  }
  const next = schedule.times.map((time) => {
    let at = nextTime(time, after, zone);
    for (let days = 0; days < 7 && !isOn(schedule, localTime(at, zone).date); days++) {
      at = nextTime(time, at, zone);
    }
    return at.getTime();
  });
  return new Date(Math.min(...next));
}

function nextTime(time: Time, after: Date, zone: string): Date {
  let at = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  // to some time before it, as the clock may change in between, and then by the minute
  const wait = (minuteOfDay(time) - minuteOfDay(localTime(new Date(at), zone)) + 1_440) % 1_440;
  at += Math.max(0, wait - 150) * MINUTE_MS;
  const end = after.getTime() + 2 * DAY_MS;
  while (!isTime(time, new Date(at), zone) && at < end) at += MINUTE_MS;
  return new Date(at);
}

/** The instant of a minute without a year: of all such instants, the one nearest to now. */
export function instantOf({ month, date, hour, min }: Minute, now: Date): Date {
  const year = now.getUTCFullYear();
  const candidates = [year - 1, year, year + 1]
    .map((each) => Date.UTC(each, month - 1, date, hour, min))
    // February 29 of another year is March 1
    .filter((at) => new Date(at).getUTCDate() === date);
  const nearest = candidates.sort(
    (a, b) => Math.abs(a - now.getTime()) - Math.abs(b - now.getTime()),
  )[0];
  return new Date(nearest ?? now.getTime());
}
