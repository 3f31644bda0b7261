import Link from "next/link";
import { longDate } from "./dates";

interface Props {
  feedDates: string[];
  label: (feedDate: string) => string;
  /** The URL below which the editions are. */
  base?: string;
}

/** Links to the editions of a week or a month, by day. */
export function Days({ feedDates, label, base = "/papers" }: Props) {
  return (
    <nav aria-label="Editions" className="days">
      {feedDates.map((feedDate) => (
        <Link
          key={feedDate}
          href={`${base}/date/${feedDate}`}
          prefetch={false}
          title={longDate(feedDate)}
        >
          {label(feedDate)}
        </Link>
      ))}
    </nav>
  );
}
