import Link from "next/link";
import { NotHere } from "../seo/not-here";

/** Shown if a team's edition does not exist: the same for strangers and members. */
export function NoTeamEdition({ everyone }: { everyone: string }) {
  return (
    <NotHere title="No such edition of a team">
      <p>
        No edition came out on these days, or you are not in this team. You can still see{" "}
        <Link className="link" href={`${everyone}#everyone`} prefetch={false}>
          everyone’s page for these days
        </Link>
        .
      </p>
    </NotHere>
  );
}
