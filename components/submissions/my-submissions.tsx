import Link from "next/link";
import type { Submitting } from "@/server/submissions/queries";
import { longDate } from "../editions/dates";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

type Mine = Submitting["mine"][number];

/** What the reader has submitted last, and what came of it. */
export function MySubmissions({ mine }: { mine: Mine[] }) {
  if (mine.length === 0) return <p className="text-soft">Nothing yet.</p>;
  return (
    <ul>
      {mine.map((each) => (
        <li key={`${each.state} ${each.slug ?? each.title}`} className="submit-line">
          <p dir="auto" className="submit-title">
            {each.slug ? (
              <Link className="hover:underline" href={`/papers/${each.slug}`} prefetch={false}>
                <Tex source={each.title} />
              </Link>
            ) : (
              <Tex source={each.title} />
            )}
          </p>
          <p className="text-soft">
            <State {...each} /> · <Moment at={each.at} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function State({ state, feedDate, reason }: Mine) {
  if (state === "printed" && feedDate) {
    return (
      <Link className="link" href={`/papers/date/${feedDate}`} prefetch={false}>
        In the edition of {longDate(feedDate)}
      </Link>
    );
  }
  if (state === "waiting") return "Waits for a curator";
  return (
    <>
      {state === "declined" ? "Declined" : "Removed by a curator"}: <bdi>{reason}</bdi>
    </>
  );
}
