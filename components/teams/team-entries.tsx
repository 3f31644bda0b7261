import Link from "next/link";
import type { MyTeams } from "@/server/teams/queries";
import { membersIn, roleNames } from "./words";

/** The reader's teams. */
export function TeamEntries({ teams }: { teams: MyTeams["teams"] }) {
  return (
    <ul>
      {teams.map((team) => (
        <li key={team.id} className="list-entry">
          <h2 className="row-title" dir="auto">
            <Link href={`/teams/${team.slug}`} prefetch={false}>
              {team.name}
            </Link>
          </h2>
          <p className="byline">
            {roleNames[team.role]} · {membersIn(team.members)}
          </p>
          {team.description && (
            <p className="abstract line-clamp-2" dir="auto">
              {team.description}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Says what a team is for, to readers without one. */
export function NoTeams() {
  return (
    <section className="empty">
      <h2>No team yet</h2>
      <p className="empty-lesson">
        A team reads together: it sees what its members upvoted this week, and keeps collections
        that all of them fill. Name one below and invite your colleagues; or open the link of an
        invitation that someone has sent you.
      </p>
    </section>
  );
}
