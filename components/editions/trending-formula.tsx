import { VOTE_WEIGHT } from "@/server/editions/ranking";

/** How trending is computed, for readers who want to know. */
export function TrendingFormula({ tauDays }: { tauDays: number }) {
  const days = tauDays === 1 ? "one day" : `${tauDays} days`;
  return (
    <details className="credit formula">
      <summary>Papers with many recent votes. How the order is computed</summary>
      <p>
        A paper’s score is <code>log₁₀(max(1, points)) + day ÷ {tauDays}</code>, where{" "}
        <code>points = {VOTE_WEIGHT} × votes here + upvotes at the source</code> and{" "}
        <code>day</code> is the day of its edition, counted from 1970. Ten times the points are
        worth {days}, and a score changes only when someone votes.
      </p>
    </details>
  );
}
