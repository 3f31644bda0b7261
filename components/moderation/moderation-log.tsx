import Link from "next/link";
import type { ModerationEntry } from "@/server/moderation/queries";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

const WORDS = {
  hide: "A note was hidden",
  restore: "A note was shown again",
  warn: "A reader was warned",
};

/** What moderation did, when and why. */
export function ModerationLog({ entries }: { entries: ModerationEntry[] }) {
  if (entries.length === 0) {
    return <p className="py-5 text-soft">Nothing was hidden, and nobody was warned.</p>;
  }
  return (
    <ol className="happenings">
      {entries.map(({ id, at, act, reason, paper }) => (
        <li key={id}>
          <p>
            <b className="font-semibold">{WORDS[act]}</b>
            {paper && (
              <>
                {act === "warn" ? " for a note on " : ", on "}
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
          <p dir="auto">{reason}</p>
          <p className="happening-when">
            <Moment at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
