import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { readableListIds } from "../access/readers";
import { teamIdsOf } from "../access/require-team";

// Parts of one prepared statement. Its plan is made without knowing how many papers, lists or
// teammates there are, so the loops are explicit (`lateral … offset 0`): for each list and
// teammate, one short scan of a primary key, whatever data others have on the same papers.

/** More teams than an account can be in, and more lists than anyone reads through on a page. */
const MAX_TEAMS = 200;
const MAX_LISTS = 500;

/** How many teammates who voted are named. */
const MAX_NAMED = 5;

/** The reader's teams, as `[id, slug, name]`. */
export const teamsOf = (userId: string | Placeholder): SQL => sql`
  select json_build_array(${teams.id}, ${teams.slug}, ${teams.name}) as value
  from ${teams} where ${teams.id} in ${teamIdsOf(userId)}
  order by ${teams.name}, ${teams.slug} limit ${sql.raw(String(MAX_TEAMS))}`;

/** The lists with some of these papers that the reader may read: `[id, name, paperIds]`. */
export const whereItStands = (userId: string | Placeholder, paperIds: SQL): SQL => sql`
  with held as materialized (
    select readable.id, json_agg(item.paper_id) as paper_ids
    from (select distinct id from ${readableListIds(userId)} as any_way(id)) readable
    cross join lateral (
      select ${listItems.paperId} from ${listItems}
      where ${listItems.listId} = readable.id and ${listItems.paperId} = ${paperIds}
        and ${listItems.deletedAt} is null
      offset 0) item
    group by readable.id
  )
  select json_build_array(held.id, list.name, held.paper_ids) as value
  from held cross join lateral (
    select ${lists.name}, ${lists.ownerTeamId} from ${lists} where ${lists.id} = held.id
    offset 0) list
  order by list.owner_team_id is not null, list.name, held.id
  limit ${sql.raw(String(MAX_LISTS))}`;

/**
 * The teammates, from any of the reader's teams, who voted for the papers: `[paperId, count, names,
 * team, hues]`, a hue for each name. `team` is the slug of a team that includes all of them: each team is a bit, and each
 * voter has the bits of their teams (the first 62, more than anyone is in). Voters who hide their
 * votes are included: teammates see them.
 */
export const teammatesWhoVoted = (userId: string | Placeholder, paperIds: SQL): SQL => sql`
  with ours as materialized (
    select ${teams.id}, ${teams.slug}, row_number() over (order by ${teams.slug}) as place
    from ${teams} where ${teams.id} in ${teamIdsOf(userId)}
  ), members as materialized (
    select ${teamMembers.userId},
      bit_or(case when ours.place <= 62 then 1::bigint << ours.place::int else 0 end) as bits
    from ours join ${teamMembers} on ${teamMembers.teamId} = ours.id
    where ${teamMembers.userId} <> ${userId}
    group by ${teamMembers.userId}
  ), mates as materialized (
    select members.user_id, members.bits, person.name, person.hue,
      row_number() over (order by person.name, members.user_id) as place
    from members cross join lateral (
      select ${users.name}, ${users.hue} from ${users}
      where ${users.id} = members.user_id offset 0) person
  ), voted as (
    select ballot.paper_id, count(*)::int as count, bit_and(mates.bits) as bits,
      (array_agg(mates.name order by mates.place))[1:${sql.raw(String(MAX_NAMED))}] as names,
      (array_agg(mates.hue order by mates.place))[1:${sql.raw(String(MAX_NAMED))}] as hues
    from mates cross join lateral (
      select ${votes.paperId} from ${votes}
      where ${votes.userId} = mates.user_id and ${votes.paperId} = ${paperIds}
      offset 0) ballot
    group by ballot.paper_id
  )
  select json_build_array(voted.paper_id, voted.count, to_json(voted.names), (
    select min(ours.slug) from ours
    where ours.place <= 62 and voted.bits & (1::bigint << ours.place::int) <> 0), to_json(voted.hues)) as value
  from voted`;
