import Link from "next/link";
import { anonymousCaller } from "@/server/api/rsc";
import { topicName } from "@/server/papers/topics/schema";
import {
  isFeedDate,
  monthOf,
  monthSpan,
  type Span,
  weekOf,
  weekSpan,
} from "@/server/platform/calendar";
import { NotHere } from "../seo/not-here";
import { fullDate, longDate, monthTitle, nearWeek } from "./dates";
import type { Part } from "./part";

interface Period {
  /** The requested days, or null if the calendar has no such days. */
  span: (asked: string) => Span | null;
  example: string;
  title: (span: Span) => string;
  /** The page of this kind that contains an edition. */
  of: (feedDate: string) => { href: string; label: string };
}

const PERIODS: Record<"day" | "week" | "month", Period> = {
  day: {
    span: (asked) => (isFeedDate(asked) ? { from: asked, to: asked } : null),
    example: "2025-03-13",
    title: ({ from }) => longDate(from),
    of: (day) => ({ href: `/papers/date/${day}`, label: fullDate(day) }),
  },
  week: {
    span: weekSpan,
    example: "2025-W11",
    title: ({ from }) => `${nearWeek(weekOf(from), "")}`,
    of: (day) => ({ href: `/papers/week/${weekOf(day)}`, label: nearWeek(weekOf(day), "") }),
  },
  month: {
    span: monthSpan,
    example: "2025-03",
    title: ({ from }) => monthTitle(monthOf(from)),
    of: (day) => ({ href: `/papers/month/${monthOf(day)}`, label: monthTitle(monthOf(day)) }),
  },
};

interface Props {
  period: keyof typeof PERIODS;
  asked: string;
  /** The part of the period that was asked for. */
  part: Part;
}

/** Says that these days have no edition, or do not exist, and offers the nearest. */
export async function NoEdition({ period, asked, part }: Props) {
  if (part.topic && !topicName(part.topic)) return <NotHere title="No such topic" />;
  if (part.after) return <NotHere title="No such place in the list" />;
  if (asked === "latest") return <NoEditionYet />;
  const { span, example, title, of } = PERIODS[period];
  const days = span(asked);
  const near = await anonymousCaller().editions.nearest({ from: days?.from, to: days?.to });
  const offers = [near.previous, near.next].flatMap((day) => (day ? [of(day)] : []));
  return (
    <main className="sheet missing">
      <h1>{days ? title(days) : `No such ${period}`}</h1>
      <p>
        {days
          ? `No edition came out on ${period === "day" ? "this day" : `a day of this ${period}`}.`
          : `The calendar has no such ${period}. A ${period} is written like ${example}.`}
      </p>
      {offers.length > 0 && (
        <p>
          {days ? "The nearest: " : "The latest: "}
          {offers.map(({ href, label }, index) => (
            <span key={href}>
              {index > 0 && " · "}
              <Link className="link" href={href} prefetch={false}>
                {label}
              </Link>
            </span>
          ))}
        </p>
      )}
      <p>
        <Link className="link" href="/">
          Read the latest edition
        </Link>
      </p>
    </main>
  );
}

/** What an installation shows before its first papers. */
function NoEditionYet() {
  return (
    <main className="sheet missing">
      <h1>The first edition is still to come</h1>
      <p>
        There are no papers here yet. An administrator can import some under Administration, or on
        the server with <code>npm run import -- FILE</code>.
      </p>
    </main>
  );
}
