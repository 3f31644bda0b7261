import { VOTE_WEIGHT } from "@/server/editions/ranking";

/** How trending is reckoned, for readers who want to know. */
export function TrendingFormula({ tauDays }: { tauDays: number }) {
  const days = tauDays === 1 ? "one day" : `${tauDays} days`;
  return (
    <details className="credit formula">
      <summary>Many votes, lately. How this is reckoned</summary>
      <p>
        A paper’s score is <code>log₁₀(max(1, points)) + day ÷ {tauDays}</code>, where{" "}
        <code>points = {VOTE_WEIGHT} × votes here + upvotes at the source</code> and{" "}
        <code>day</code> is the day of its edition, counted from 1970. So ten times the points is
        worth {days}, and a score moves only when somebody votes.
      </p>
    </details>
  );
}
