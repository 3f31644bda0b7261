import { WEEK_DAYS, WEIGHTS } from "@/server/teams/activity/weights";
import { HowOrdered } from "../ui/how-ordered";

const number = new Intl.PluralRules("en");
const points = (count: number) => `${count} ${number.select(count) === "one" ? "point" : "points"}`;

/** What a team's week shows, and how it is ordered. */
export function WeekFormula() {
  return (
    <div className="credit">
      <p>The papers your team was most active on</p>
      <HowOrdered>
        <p>
          Over the last {WEEK_DAYS} days, each member’s upvote of a paper gives it{" "}
          {points(WEIGHTS.vote)}, each of the team’s collections to which it was added{" "}
          {points(WEIGHTS.collection)}, and each member who wrote a note about it{" "}
          {points(WEIGHTS.note)}. Only collections and notes that you can see count, and ties go to
          the paper with the latest activity.
        </p>
      </HowOrdered>
    </div>
  );
}
