import { HowOrdered } from "../ui/how-ordered";

interface Props {
  /** How many upvotes at the source one vote here is worth. */
  voteWeight: number;
  /** The team whose edition it is. */
  team?: { name: string };
}

const worth = (voteWeight: number) =>
  voteWeight === 1 ? "one point" : `${voteWeight.toLocaleString("en-US")} points`;

/** How an edition, week or month is ordered, for readers who want to know. */
export function EditionOrder({ voteWeight, team }: Props) {
  return (
    <HowOrdered>
      <p>
        {team && (
          <>
            The papers that most members of <bdi>{team.name}</bdi> voted for, agreed on, or wrote
            about for the team come first, each member counted once; of equal ones, those with more
            points.{" "}
          </>
        )}
        An upvote at the source is worth one point and a vote here {worth(voteWeight)}.{" "}
        {!team &&
          "The papers with the most points come first; of equal ones, the one submitted first."}{" "}
        What curators change about a day’s order is in the{" "}
        <a className="link" href="/moderation">
          log of moderation
        </a>
        .
      </p>
    </HowOrdered>
  );
}

/** How trending papers are ordered. */
export function TrendingOrder({ voteWeight, tauDays }: Props & { tauDays: number }) {
  const days = tauDays === 1 ? "one day" : `${tauDays} days`;
  return (
    <HowOrdered>
      <p>
        An upvote at the source is worth one point and a vote here {worth(voteWeight)}. New papers
        come first, and so do those with many points: ten times the points make up for {days}.
      </p>
      <p>
        As a formula: <code>log₁₀(max(1, points)) + day ÷ {tauDays}</code>, where <code>day</code>{" "}
        is the day of the paper’s edition, counted from 1970. A paper’s score changes only when its
        votes or upvotes do.
      </p>
    </HowOrdered>
  );
}
