import type { SourceDay as Day } from "@/server/ingest/sources/queries";
import { Moment } from "../ui/moment";
import { counted } from "./words";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const short = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** Monday is 0. */
const weekdayOf = (day: string) => (at(day).getUTCDay() + 6) % 7;

/** What a source gave on each of the last days, week by week, the newest week first. */
export function DaysOfSource({ days }: { days: Day[] }) {
  const weeks: (Day | null)[][] = [];
  for (const day of days) {
    const place = weekdayOf(day.day);
    // the newest day may be in the middle of its week; older ones follow backwards
    if (weeks.length === 0 || place === 6) weeks.push(Array.from({ length: 7 }, () => null));
    (weeks.at(-1) as (Day | null)[])[place] = day;
  }
  return (
    <table className="source-days">
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((day) => day)?.day}>
            {week.map((day, place) => (
              <td key={WEEKDAYS[place]} data-state={day ? stateOf(day) : undefined}>
                {day && <Cell day={day} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type State = "came" | "none" | "failed" | "unasked";

function stateOf({ error, fetchedAt, read }: Day): State {
  if (error) return "failed";
  if (!fetchedAt) return "unasked";
  return read > 0 ? "came" : "none";
}

const TOLD: Record<State, (day: Day) => string> = {
  came: ({ read }) => counted(read, "paper"),
  none: () => "no papers",
  failed: () => "the last attempt failed",
  unasked: () => "not asked for yet",
};

function Cell({ day }: { day: Day }) {
  const state = stateOf(day);
  const shown = day.fetchedAt ? (day.read > 0 ? String(day.read) : "–") : "";
  return (
    <>
      <span className="source-day" aria-hidden>
        {short.format(at(day.day))}
      </span>
      <span className="source-count" aria-hidden>
        {shown}
        {state === "failed" && <span className="text-warn"> !</span>}
      </span>
      <span className="sr-only">
        {long.format(at(day.day))}: {TOLD[state](day)}
      </span>
    </>
  );
}

/** Says on which weekdays a source had no papers at all. */
export function Silence({ name, days }: { name: string; days: string[] }) {
  if (days.length === 0) return null;
  return (
    <p className="notice">
      {name} had no papers on {days.map((day) => long.format(at(day))).join("; ")}. Unless that was
      a holiday there, look whether its pages have them.
    </p>
  );
}

/** The days of which something was skipped, or whose last attempt failed, and why. */
export function SourceProblems({ sources }: { sources: { name: string; days: Day[] }[] }) {
  const told = sources.flatMap(({ name, days }) =>
    days.filter(({ error, skipped }) => error || skipped > 0).map((day) => ({ name, day })),
  );
  if (told.length === 0) {
    return <p className="text-soft">Every row that came could be read, and no attempt failed.</p>;
  }
  return (
    <ul className="grid gap-4">
      {told.map(({ name, day }) => (
        <li key={`${name} ${day.day}`} className="grid gap-1">
          <h3 className="font-semibold">
            {name}, {long.format(at(day.day))}
          </h3>
          {day.error && (
            <p>
              {day.error} {day.triedAt && <Moment at={day.triedAt} />}
            </p>
          )}
          {day.skipped > 0 && (
            <>
              <p>{counted(day.skipped, "row")} could not be read:</p>
              <ul className="text-[0.87rem] text-soft">
                {day.reasons.map(({ line, id, reason }) => (
                  <li key={line}>
                    {id ?? `row ${line}`}: {reason}
                  </li>
                ))}
              </ul>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
