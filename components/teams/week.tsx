import Link from "next/link";
import type { WeekEntry } from "@/server/activity/service";
import { joinNames } from "../papers/names";
import { PaperRow } from "../papers/paper-row";

/** "Ada, Bo and 3 others" */
const named = (names: string[]) =>
  names.length <= 3
    ? joinNames(names)
    : joinNames([...names.slice(0, 2), `${names.length - 2} others`]);

/** The papers that the team did most with in the last seven days. */
export function Week({ entries }: { entries: WeekEntry[] }) {
  if (entries.length === 0) return <QuietWeek />;
  return (
    <div className="rows">
      {entries.map(({ paper, done }) => (
        <div key={paper.id} className="week-entry">
          <PaperRow paper={paper} dated />
          <Doings done={done} />
        </div>
      ))}
    </div>
  );
}

/** Who did what with a paper. */
function Doings({ done }: { done: WeekEntry["done"] }) {
  const { voters, collections, commenters } = done;
  return (
    <p className="week-doings">
      {voters.length > 0 && (
        <span>
          Upvoted by <bdi>{named(voters)}</bdi>
        </span>
      )}
      {collections.length > 0 && (
        <span>
          Added to{" "}
          {collections.slice(0, 3).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link className="link" href={`/lists/${id}`} prefetch={false}>
                <bdi>{name}</bdi>
              </Link>
            </span>
          ))}
          {collections.length > 3 && ` and ${collections.length - 3} more`}
        </span>
      )}
      {commenters.length > 0 && (
        <span>
          Notes by <bdi>{named(commenters)}</bdi>
        </span>
      )}
    </p>
  );
}

function QuietWeek() {
  return (
    <section className="empty">
      <h2>A quiet week</h2>
      <p className="empty-lesson">
        What members upvote, add to the team’s collections and write about stands here for seven
        days, the most discussed first.
      </p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
