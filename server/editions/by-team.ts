import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { submissions } from "@/db/schema/editions";
import { proposalSupports, teamProposals } from "@/db/schema/proposals";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { shownToAll } from "../annotations/audiences/visible";
import type { Span } from "../platform/calendar";
import type { Context } from "../platform/context";
import { papersOf } from "./agreed";

/** What a team's members did with a paper. */
export interface TeamDoings {
  /** If the team agreed on it for its edition: who proposed it, if they are still here. */
  agreed?: { proposer: string | null };
  votes: number;
  /** Whether the reader is one of those who voted. */
  youVoted: boolean;
  /** How many wrote a note about it for the team, and the names of the first besides the reader. */
  wrote: number;
  youWrote: boolean;
  writers: string[];
}

const NONE: TeamDoings = { votes: 0, youVoted: false, wrote: 0, youWrote: false, writers: [] };

/** At most this many writers are named per paper. */
const NAMED = sql.raw("2");

const membersOf = (teamId: string): SQL =>
  sql`select ${teamMembers.userId} from ${teamMembers} where ${teamMembers.teamId} = ${teamId}`;

/** Notes for the team with words, that every member may read, by those who are members now. */
const isWritten = (teamId: string): SQL => sql`${annotations.audienceTeamId} = ${teamId}
  and ${annotations.deletedAt} is null and ${annotations.body} <> '' and ${shownToAll}
  and ${annotations.authorId} in (${membersOf(teamId)})`;

/**
 * How many members of a team voted for each paper of some days, or wrote about it for the team. Each
 * member's votes are read by key, from the first paper to the last, and the team's notes paper by
 * paper, then joined with the papers: papers with neither are included, other papers in that range
 * are not.
 */
export function activeMembers({ db }: Context, days: Span, teamId: string) {
  const those = db
    .$with("those")
    .as(
      db
        .select({ paperId: sql`${submissions.paperId}`.as("paper_id") })
        .from(papersOf(days, teamId)),
    );
  return db
    .with(those)
    .select({
      paperId: sql<number>`paper_id`.as("active_on"),
      members: sql<number>`count(distinct member)::int`.as("active_members"),
      votes: sql<number>`(count(*) filter (where is_vote))::int`.as("team_votes"),
    })
    .from(sql`(
      select paper_id, null::uuid as member, false as is_vote, true as is_there from those
      union all
      select vote.paper_id, ${teamMembers.userId}, true, false from ${teamMembers} cross join lateral (
        select ${votes.paperId} from ${votes} where ${votes.userId} = ${teamMembers.userId}
          and ${votes.paperId} between (select min(paper_id) from those) and (select max(paper_id) from those)
        offset 0) as vote
      where ${teamMembers.teamId} = ${teamId}
      union all
      select those.paper_id, ${teamMembers.userId}, false, false from those
        join ${teamProposals} on ${teamProposals.paperId} = those.paper_id
          and ${teamProposals.teamId} = ${teamId} and ${teamProposals.printedOn} is not null
        join ${proposalSupports} on ${proposalSupports.proposalId} = ${teamProposals.id}
        join ${teamMembers} on ${teamMembers.userId} = ${proposalSupports.userId}
          and ${teamMembers.teamId} = ${teamId}
      union all
      select those.paper_id, note.author_id, false, false from those cross join lateral (
        select distinct ${annotations.authorId} from ${annotations}
        where ${annotations.paperId} = those.paper_id and ${isWritten(teamId)}
        offset 0) as note) as counted`)
    .groupBy(sql`paper_id`)
    .having(sql`bool_or(is_there)`)
    .as("by_team");
}

/** Who of a team wrote about these papers, and how many voted for them, the reader among them. */
export async function doingsOn(
  { db, actor }: Context,
  teamId: string,
  found: { paperId: number; teamVotes: number }[],
): Promise<(paperId: number) => TeamDoings> {
  const ids = sql`any(${`{${found.map(({ paperId }) => paperId).join()}}`}::int[])`;
  const me = actor.kind === "user" ? actor.userId : null;
  const isMe = sql`(wrote.author_id is not distinct from ${me}::uuid)`;
  const writing = db.execute<
    { paperId: number } & Omit<TeamDoings, "votes" | "youVoted" | "agreed">
  >(sql`
    select wrote.paper_id as "paperId", count(*)::int as wrote, bool_or(${isMe}) as "youWrote",
      coalesce((array_agg(${users.name} order by wrote.at, ${users.id})
        filter (where not ${isMe}))[1:${NAMED}], '{}') as writers
    from (
      select ${annotations.paperId}, ${annotations.authorId}, min(${annotations.createdAt}) as at
      from ${annotations} where ${annotations.paperId} = ${ids} and ${isWritten(teamId)}
      group by 1, 2) as wrote
    join ${users} on ${users.id} = wrote.author_id
    group by wrote.paper_id`);
  const mine = db
    .select({ paperId: votes.paperId })
    .from(votes)
    .where(and(eq(votes.userId, sql`${me}::uuid`), sql`${votes.paperId} = ${ids}`));
  const proposed = db
    .select({ paperId: teamProposals.paperId, proposer: users.name })
    .from(teamProposals)
    .leftJoin(users, eq(users.id, teamProposals.proposedBy))
    .where(
      and(
        eq(teamProposals.teamId, teamId),
        isNotNull(teamProposals.printedOn),
        sql`${teamProposals.paperId} = ${ids}`,
      ),
    );
  const [rows, myVotes, agreed] = await Promise.all([writing, mine, proposed]);
  const proposers = new Map(agreed.map(({ paperId, proposer }) => [paperId, proposer]));
  const yours = new Set(myVotes.map(({ paperId }) => paperId));
  const written = new Map([...rows].map(({ paperId, ...each }) => [paperId, each]));
  const voted = new Map(found.map(({ paperId, teamVotes }) => [paperId, teamVotes]));
  return (id) => ({
    ...NONE,
    votes: voted.get(id) ?? 0,
    youVoted: yours.has(id),
    ...(proposers.has(id) && { agreed: { proposer: proposers.get(id) ?? null } }),
    ...written.get(id),
  });
}
