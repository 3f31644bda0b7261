import {
  addDays,
  isFeedDate,
  monthOf,
  monthSpan,
  weekOf,
  weekSpan,
} from "@/server/platform/calendar";
import { fullDate, monthTitle, nearWeek } from "../editions/dates";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A period of editions: its URL, and its name. */
export interface Period {
  href: string;
  title: string;
}

/**
 * Parses a typed day, week or month: `2025-03-13`, `march 13 2025`, `13 Mar 2025`, `2025-W11`,
 * `2025-03` or `March 2025`; or one seen from today, a feed day: `yesterday`, `monday`, `last week`.
 * A day without a year is in this year.
 */
export function periodOf(typed: string, today: string): Period | null {
  const text = typed.trim().toLowerCase().replace(/[,.]/g, " ").replace(/\s+/g, " ");
  return (
    day(text) ??
    day(inWords(text, today.slice(0, 4))) ??
    day(dayFrom(text, today)) ??
    week(text) ??
    week(weekFrom(text, today) ?? "") ??
    month(text) ??
    month(inMonth(text)) ??
    month(monthFrom(text, today))
  );
}

const WEEKDAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

/** "yesterday", or the last Monday for "monday" and "last monday". */
function dayFrom(text: string, today: string): string | null {
  if (text === "today") return today;
  if (text === "yesterday") return addDays(today, -1);
  const name = text.replace(/^last /, "");
  const weekday = name.length < 3 ? -1 : WEEKDAYS.findIndex((each) => each.startsWith(name));
  if (weekday < 0) return null;
  const now = new Date(`${today}T00:00Z`).getUTCDay();
  return addDays(today, -((now - weekday + 6) % 7) - 1);
}

function weekFrom(text: string, today: string): string | null {
  if (text === "this week") return weekOf(today);
  return text === "last week" ? weekOf(addDays(today, -7)) : null;
}

function monthFrom(text: string, today: string): string | null {
  if (text === "this month") return monthOf(today);
  return text === "last month" ? monthOf(addDays(`${monthOf(today)}-01`, -1)) : null;
}

const day = (text: string | null): Period | null =>
  text && isFeedDate(text)
    ? { href: `/papers/date/${text}`, title: `Edition of ${fullDate(text)}` }
    : null;

function week(text: string): Period | null {
  const name = text.replace(
    /^(\d{4})-?\s?w(?:eek )?(\d{1,2})$/,
    (_, year, number) => `${year}-W${String(number).padStart(2, "0")}`,
  );
  return weekSpan(name) && { href: `/papers/week/${name}`, title: nearWeek(name, "") };
}

const month = (text: string | null): Period | null =>
  text && monthSpan(text) ? { href: `/papers/month/${text}`, title: monthTitle(text) } : null;

const monthNumber = (name: string | undefined) => {
  const at = MONTHS.indexOf(name?.slice(0, 3) ?? "");
  return at < 0 ? null : String(at + 1).padStart(2, "0");
};

/** "march 13 2025" or "13 mar" as 2025-03-13 */
function inWords(text: string, thisYear: string): string | null {
  const [, a = "", b = "", year = thisYear] =
    /^([a-z]{3,9}|\d{1,2}(?:st|nd|rd|th)?) ([a-z]{3,9}|\d{1,2}(?:st|nd|rd|th)?)(?: (\d{4}))?$/.exec(
      text,
    ) ?? [];
  const number = monthNumber(a) ?? monthNumber(b);
  const date = Number.parseInt(monthNumber(a) ? b : a, 10);
  return number && date ? `${year}-${number}-${String(date).padStart(2, "0")}` : null;
}

/** "march 2025" as 2025-03 */
function inMonth(text: string): string | null {
  const [, name, year] = /^([a-z]{3,9}) (\d{4})$/.exec(text) ?? [];
  const number = monthNumber(name);
  return number && `${year}-${number}`;
}
