import Link from "next/link";
import type { ReactNode } from "react";
import { addDays, monthOf, weekOf, weekSpan } from "@/server/platform/calendar";
import { dayOfMonth, longDate, monthTitle, shortMonth, weekday } from "./dates";
import { DayPicker } from "./day-picker";

/** A neighboring edition, week or month: its URL, and what it is called. */
interface Neighbour {
  href: string;
  label: string;
}

export interface DayStripProps {
  /** What the page shows, and what the arrows lead to. */
  unit: "edition" | "week" | "month";
  /** A feed day of the page: the other units open around it. */
  around: string;
  /** The days of its week that have an edition. */
  week: string[];
  /** The URL below which editions are. */
  base: string;
  /** Whether that day is the latest edition, whose URL is the front page. */
  isLatest: boolean;
  previous: Neighbour | null;
  next: Neighbour | null;
}

/** Monday to Friday, and a day of the weekend that has an edition. */
function daysShown(around: string, week: string[]): string[] {
  const span = weekSpan(weekOf(around));
  if (!span) return week;
  return Array.from({ length: 7 }, (_, index) => addDays(span.from, index)).filter(
    (day, index) => index < 5 || week.includes(day),
  );
}

/** The days of a week, the week and the month, between arrows that keep their places. */
export function DayStrip(props: DayStripProps) {
  const { unit, around, week, base, isLatest, previous, next } = props;
  const month = monthOf(around);
  const dayAt = (day: string) =>
    isLatest && day === around && base === "/papers" ? "/" : `${base}/date/${day}`;
  return (
    <nav aria-label="Editions" className="day-strip">
      <Arrow rel="prev" unit={unit} to={previous} />
      {unit !== "month" &&
        daysShown(around, week).map((day) => (
          <Cell
            key={day}
            href={week.includes(day) ? dayAt(day) : null}
            current={unit === "edition" && day === around}
            title={longDate(day)}
            top={weekday(day)}
          >
            {dayOfMonth(day)}
          </Cell>
        ))}
      <Cell href={`${base}/week/${weekOf(around)}`} current={unit === "week"} top="Week">
        {Number(weekOf(around).slice(6))}
      </Cell>
      <Cell
        href={`${base}/month/${month}`}
        current={unit === "month"}
        title={monthTitle(month)}
        top={shortMonth(around)}
      >
        {month.slice(0, 4)}
      </Cell>
      <DayPicker base={base} around={around} />
      <Arrow rel="next" unit={unit} to={next} />
    </nav>
  );
}

interface CellProps {
  /** Null if there is nothing to open. */
  href: string | null;
  current: boolean;
  title?: string;
  top: string;
  children: ReactNode;
}

function Cell({ href, current, title, top, children }: CellProps) {
  const shown = (
    <>
      <span className="day-top">{top}</span> <span className="day-number">{children}</span>
    </>
  );
  if (href === null) return <span className="day">{shown}</span>;
  return (
    <Link
      className="day"
      href={href}
      title={title}
      prefetch={false}
      aria-current={current ? "page" : undefined}
    >
      {shown}
    </Link>
  );
}

const ARROWS = { prev: "‹", next: "›" };
const WORDS = { prev: "Previous", next: "Next" };

function Arrow(props: { rel: "prev" | "next"; unit: string; to: Neighbour | null }) {
  const { rel, unit, to } = props;
  const arrow = <span aria-hidden="true">{ARROWS[rel]}</span>;
  if (!to) return <span className="day-arrow">{arrow}</span>;
  return (
    <Link className="day-arrow" href={to.href} rel={rel} title={to.label} prefetch={false}>
      {arrow}
      <span className="sr-only">
        {WORDS[rel]} {unit}: {to.label}
      </span>
    </Link>
  );
}
