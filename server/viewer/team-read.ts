import { sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { papers } from "@/db/schema/papers";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { readableText } from "../papers/readable";
import type { UserContext } from "../platform/context";
import { speaks } from "../teams/activity/week";
import type { teamReadInput } from "./schema";
import { teamOf } from "./team-of";

const SHOWN = sql.raw("5");
const NAMED = sql.raw("3");
const LATELY_MS = 30 * 86_400_000;
/** At most this many of each teammate's newest notes are looked at. */
const RECENT_NOTES = sql.raw("50");

interface Row extends Record<string, unknown> {
  slug: string;
  title: string;
  at: string;
  readers: number;
  names: string[];
  hues: (number | null)[];
}

/**
 * The papers that the reader's teammates voted for or wrote about in the last thirty days, the last
 * first, without the one asked about. The newest of each teammate suffice to find them, and are
 * read in the order of an index.
 */
export async function teamRead(ctx: UserContext, input: z.output<typeof teamReadInput>) {
  const team = await teamOf(ctx, input.team);
  if (!team) return null;
  const since = sql`${new Date(ctx.now().getTime() - LATELY_MS).toISOString()}::timestamptz`;
  const open = sql`(${annotations.audience} = 'everyone' or ${annotations.audienceTeamId} = ${team.id})
    and ${speaks}`;
  const rows = await ctx.db.execute<Row>(sql`
    with mate as materialized (
      select ${teamMembers.userId} as id, person.name, person.hue from ${teamMembers} cross join lateral (
        select ${users.name}, ${users.hue} from ${users}
        where ${users.id} = ${teamMembers.userId} offset 0) person
      where ${teamMembers.teamId} = ${team.id} and ${teamMembers.userId} <> ${ctx.actor.userId}),
    deed as (
      select vote.paper_id, vote.created_at as at from mate cross join lateral (
        select ${votes.paperId}, ${votes.createdAt} from ${votes}
        where ${votes.userId} = mate.id and ${votes.createdAt} >= ${since}
          and ${votes.paperId} <> ${input.paperId}
        order by ${votes.createdAt} desc nulls last limit ${SHOWN}) vote
      union all
      select note.paper_id, note.created_at from mate cross join lateral (
        select ${annotations.paperId}, ${annotations.createdAt} from ${annotations}
        where ${annotations.authorId} = mate.id and ${annotations.createdAt} >= ${since}
          and ${annotations.paperId} <> ${input.paperId} and ${open}
        order by ${annotations.createdAt} desc nulls last, ${annotations.id} desc nulls last
        limit ${RECENT_NOTES}) note),
    best as materialized (
      select paper_id, max(at) as at from deed group by paper_id
      order by max(at) desc, paper_id desc limit ${SHOWN}),
    did as (
      select best.paper_id, mate.id from best cross join mate cross join lateral (
        select 1 from ${votes}
        where ${votes.userId} = mate.id and ${votes.paperId} = best.paper_id offset 0) vote
      union
      select best.paper_id, note.author_id from best cross join lateral (
        select ${annotations.authorId} from ${annotations}
        where ${annotations.paperId} = best.paper_id and ${open}
          and ${annotations.authorId} in (select id from mate) offset 0) note)
    select ${papers.slug} as slug, ${papers.title} as title, best.at, did.readers, did.names, did.hues
    from best
      join ${papers} on ${papers.id} = best.paper_id
      join lateral (
        select count(*)::int as readers,
          (array_agg(mate.name order by mate.name, mate.id))[1:${NAMED}] as names,
          (array_agg(mate.hue order by mate.name, mate.id))[1:${NAMED}] as hues
        from did join mate on mate.id = did.id where did.paper_id = best.paper_id) did on true
    order by best.at desc, best.paper_id desc`);
  return {
    team: { slug: team.slug, name: team.name },
    papers: [...rows].map(({ title, at, ...each }) => ({
      ...each,
      title: readableText(title),
      at: new Date(at),
    })),
  };
}
