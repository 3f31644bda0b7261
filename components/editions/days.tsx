import Link from "next/link";
import { longDate } from "./dates";

interface Props {
  feedDates: string[];
  label: (feedDate: string) => string;
  /** Below which address the editions are. */
  base?: string;
}

/** The editions of a week or a month, each by its day. */
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
