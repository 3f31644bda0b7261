import Link from "next/link";
import type { DayInShort } from "@/server/editions/beside";
import { SourceUpvotes } from "../papers/row-side";
import { dayOfMonth, weekdayName } from "./dates";

interface Props {
  days: DayInShort[];
  /** The URL below which the editions are. */
  base: string;
}

/** The days of a week beside each other, each with its best papers. */
export function DayByDay({ days, base }: Props) {
  if (days.length === 0) return null;
  return (
    <section aria-label="Day by day">
      <div className="rows-label">
        <h2>Day by day</h2>
      </div>
      <div className="day-by-day">
        {days.map(({ feedDate, paperCount, papers }) => (
          <div key={feedDate} className="day-in-short">
            <p className="day-in-short-head">
              <Link href={`${base}/date/${feedDate}`} prefetch={false}>
                {weekdayName(feedDate)} {dayOfMonth(feedDate)}
              </Link>
              <span>{paperCount === 1 ? "1 paper" : `${paperCount} papers`}</span>
            </p>
            <ul>
              {papers.map(({ slug, title, source, sourceUpvotes }) => (
                <li key={slug}>
                  <Link
                    className="day-in-short-title"
                    href={`/papers/${slug}`}
                    prefetch={false}
                    dir="auto"
                  >
                    {title}
                  </Link>
                  <SourceUpvotes source={source} upvotes={sourceUpvotes} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
