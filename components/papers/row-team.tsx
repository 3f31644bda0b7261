import { Fragment } from "react";
import type { TeamDoings } from "@/server/editions/by-team";

interface Props {
  team: { name: string } & TeamDoings;
}

/** What a team did with a paper: "2 of Our Lab voted", "Ada King and 1 more wrote". */
export function RowTeam({ team: { name, votes, wrote, writers } }: Props) {
  const more = wrote - writers.length;
  return (
    <>
      {votes > 0 && (
        <span className="team-votes">
          {votes.toLocaleString("en-US")} of <bdi>{name}</bdi> voted
        </span>
      )}
      {wrote > 0 && (
        <span className="team-votes">
          {writers.map((writer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the order stays
            <Fragment key={index}>
              {index > 0 && (more > 0 ? ", " : " and ")}
              <bdi>{writer}</bdi>
            </Fragment>
          ))}
          {more > 0 && ` and ${more.toLocaleString("en-US")} more`} wrote
        </span>
      )}
    </>
  );
}
