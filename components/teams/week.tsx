import Link from "next/link";
import { Fragment } from "react";
import { Budget } from "@/server/papers/budget";
import type { WeekEntry } from "@/server/teams/activity/week";
import type { Team } from "@/server/teams/queries";
import { PaperRow } from "../papers/paper-row";

/** "Ada, Bo and 3 others", each name in its own direction. */
function Names({ names, of }: { names: string[]; of: number }) {
  const shown = names.slice(0, of <= 3 ? 3 : 2);
  const rest = of - shown.length;
  return (
    <>
      {shown.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may bear one name
        <Fragment key={at}>
          {at > 0 && (at === shown.length - 1 && rest === 0 ? " and " : ", ")}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
      {rest > 0 && ` and ${rest} others`}
    </>
  );
}

/** The team's most active papers of the last seven days. */
export function Week({ entries, team }: { entries: WeekEntry[]; team: Team }) {
  if (entries.length === 0) return <QuietWeek team={team} />;
  const budget = Budget.ofPage();
  return (
    <div className="rows">
      {entries.map(({ paper, done }) => (
        <div key={paper.id} className="week-entry">
          <PaperRow paper={paper} budget={budget} dated />
          <Doings done={done} />
        </div>
      ))}
    </div>
  );
}

/** Who did what with a paper. */
function Doings({ done }: { done: WeekEntry["done"] }) {
  const { voters, votes, collections, added, commenters, noted } = done;
  return (
    <p className="week-doings">
      {voters.length > 0 && (
        <span>
          Upvoted by <Names names={voters} of={votes} />
        </span>
      )}
      {collections.length > 0 && (
        <span>
          Added to{" "}
          {collections.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link className="link" href={`/lists/${id}`} prefetch={false}>
                <bdi>{name}</bdi>
              </Link>
            </span>
          ))}
          {added > collections.length && ` and ${added - collections.length} more`}
        </span>
      )}
      {commenters.length > 0 && (
        <span>
          Notes by <Names names={commenters} of={noted} />
        </span>
      )}
    </p>
  );
}

function QuietWeek({ team }: { team: Team }) {
  const isAlone = team.members === 1;
  return (
    <section className="empty">
      <h2>{isAlone ? "Only you so far" : "A quiet week"}</h2>
      <p className="empty-lesson">
        What members upvote, add to the team’s collections or write about appears here for seven
        days, most active first.
      </p>
      <div className="flex flex-wrap gap-2.5">
        {team.role !== "member" && (
          <Link
            className={isAlone ? "btn btn-solid" : "btn"}
            href={`/teams/${team.slug}/members#invite`}
            prefetch={false}
          >
            Invite people
          </Link>
        )}
        <Link className="btn" href="/" prefetch={false}>
          Read the latest edition
        </Link>
      </div>
    </section>
  );
}
