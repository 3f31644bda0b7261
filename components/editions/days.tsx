import Link from "next/link";
import { weekday } from "./dates";

/** The editions of a week or a month, each by its day. */
export function Days({ feedDates }: { feedDates: string[] }) {
  return (
    <nav aria-label="Editions" className="days">
      {feedDates.map((feedDate) => (
        <Link key={feedDate} href={`/papers/date/${feedDate}`} prefetch={false}>
          {weekday(feedDate)}
        </Link>
      ))}
    </nav>
  );
}
