import { between, type SQL, sql } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
import { teamProposals } from "@/db/schema/proposals";
import type { Span } from "../platform/calendar";

/** The papers that a team has agreed on for some days, besides those that are in editions of them. */
const agreed = (teamId: string, days: Span): SQL => sql`
  select ${teamProposals.paperId} as paper_id, ${teamProposals.printedOn} as feed_date,
    ${teamProposals.printedAt} as submitted_at, null::int as position, null::smallint as place
  from ${teamProposals}
  where ${teamProposals.teamId} = ${teamId}
    and ${between(teamProposals.printedOn, days.from, days.to)}
    and not exists (select from submissions as own where own.paper_id = ${teamProposals.paperId}
      and own.feed_date between ${days.from} and ${days.to})`;

/** The papers of some days, in place of `submissions`: those of their editions, and of a team. */
export const papersOf = (days: Span, teamId: string): SQL => sql`(
  select ${submissions.paperId}, ${submissions.feedDate}, ${submissions.submittedAt},
    ${submissions.position}, ${submissions.place}
  from ${submissions} where ${between(submissions.feedDate, days.from, days.to)}
  union all ${agreed(teamId, days)}) as submissions`;

/** The number of those that are in no edition of these days. */
export const agreedCount = (days: Span, teamId: string) =>
  sql<number>`(select count(*)::int from (${agreed(teamId, days)}) as agreed)`;

/** The days on which a team's edition has a paper of its own. */
export const agreedDays = (teamId: string): SQL => sql`(
  select ${teamProposals.printedOn} from ${teamProposals}
  where ${teamProposals.teamId} = ${teamId} and ${teamProposals.printedOn} is not null)`;
