import Link from "next/link";
import type { ModerationEntry } from "@/server/moderation/queries";
import { longDate } from "../editions/dates";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

const WORDS = {
  hide: "A note was hidden",
  restore: "A note was shown again",
  warn: "A reader was warned",
  arrange: "The order of an edition was changed",
  move: "A paper was moved to another edition",
  remove: "A paper was removed from its edition",
  readmit: "A removed paper was put back",
  accept: "A submission was accepted",
  decline: "A submission was declined",
  fetch: "An edition was fetched again from its source",
};

/** What moderation did, when and why. */
export function ModerationLog({ entries }: { entries: ModerationEntry[] }) {
  if (entries.length === 0) {
    return (
      <p className="py-5 text-soft">
        No edition was changed, nothing was hidden, and nobody was warned.
      </p>
    );
  }
  return (
    <ol className="happenings">
      {entries.map(({ id, at, act, reason, paper, feedDate }) => (
        <li key={id}>
          <p>
            <b className="font-semibold">{WORDS[act]}</b>
            {paper && (
              <>
                {feedDate ? ": " : act === "warn" ? " for a note on " : ", on "}
                <Link
                  className="reported-paper hover:underline"
                  href={`/papers/${paper.slug}`}
                  prefetch={false}
                  dir="auto"
                >
                  <Tex source={paper.title} />
                </Link>
              </>
            )}
          </p>
          {feedDate && (
            <p className="text-soft">
              <Link className="link" href={`/papers/date/${feedDate}`} prefetch={false}>
                Edition of {longDate(feedDate)}
              </Link>
            </p>
          )}
          {reason && <p dir="auto">{reason}</p>}
          <p className="happening-when">
            <Moment at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
