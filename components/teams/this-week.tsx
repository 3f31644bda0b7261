import type { ComponentProps } from "react";
import { StateRequest } from "../api/state-request";
import { Week } from "./week";
import { WeekFormula } from "./week-formula";

/** What the team did with papers this week, and how that is computed. */
export function ThisWeek({ entries, team }: ComponentProps<typeof Week>) {
  return (
    <section aria-labelledby="week">
      <StateRequest paperIds={entries.map(({ paper }) => paper.id)} />
      <div className="team-week-head">
        <h2 id="week" className="section-title">
          This week in the team
        </h2>
        <WeekFormula />
      </div>
      <Week entries={entries} team={team} />
    </section>
  );
}
