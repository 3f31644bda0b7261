import Link from "next/link";
import { dayOfMonth, longDate } from "./dates";

interface Props {
  feedDates: string[];
  /** The URL below which the editions are. */
  base: string;
}

/** Links to the editions of a month, by day. */
export function Days({ feedDates, base }: Props) {
  return (
    <nav aria-label="Days" className="days">
      {feedDates.map((feedDate) => (
        <Link
          key={feedDate}
          href={`${base}/date/${feedDate}`}
          prefetch={false}
          title={longDate(feedDate)}
        >
          {dayOfMonth(feedDate)}
        </Link>
      ))}
    </nav>
  );
}
