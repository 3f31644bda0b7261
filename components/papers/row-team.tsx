import type { TeamDoings } from "@/server/editions/by-team";

interface Props {
  team: { name: string } & TeamDoings;
}

/** What a team did with a paper: "2 of Our Lab voted", "Notes by Ada King and you". */
export function RowTeam({ team }: Props) {
  const { name, votes, youVoted, wrote, agreed } = team;
  return (
    <>
      {agreed && (
        <span className="team-votes">
          {agreed.proposer ? (
            <>
              Proposed by <bdi>{agreed.proposer}</bdi>
            </>
          ) : (
            "Proposed"
          )}
          , agreed on by <bdi>{name}</bdi>
        </span>
      )}
      {votes > 0 && (
        <span className="team-votes">
          {youVoted && votes === 1 ? (
            "You voted"
          ) : (
            <>
              {votes.toLocaleString("en-US")} of <bdi>{name}</bdi> voted
              {youVoted && ", you too"}
            </>
          )}
        </span>
      )}
      {wrote > 0 && (
        <span className="team-votes">
          {wrote === 1 ? "Note" : "Notes"} by <Writers team={team} />
        </span>
      )}
    </>
  );
}

/** "Ada King, Ben Okafor and you", "Ada King, Ben Okafor and 3 more" */
function Writers({ team: { wrote, youWrote, writers } }: Props) {
  const more = wrote - writers.length - (youWrote ? 1 : 0);
  const all = [
    ...writers.map((writer, at) => ({ key: `writer ${at}`, shown: <bdi>{writer}</bdi> })),
    ...(youWrote ? [{ key: "you", shown: "you" }] : []),
    ...(more > 0 ? [{ key: "more", shown: `${more.toLocaleString("en-US")} more` }] : []),
  ];
  return all.map(({ key, shown }, at) => (
    <span key={key}>
      {at > 0 && (at < all.length - 1 ? ", " : " and ")}
      {shown}
    </span>
  ));
}
