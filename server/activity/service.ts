import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { readableListIds, teamAs } from "../access/service";
import { shownToAll } from "../audiences/service";
import type { UserContext } from "../context";
import { rowsOf } from "../papers/service";
import type { weekInput } from "./schema";
import { WEEK_DAYS, WEIGHTS } from "./weights";

const MOST_PAPERS = 25;

/** The team's collections that the reader may read. */
export const openCollections = (teamId: string, userId: string): SQL =>
  sql`select ${lists.id} as id, ${lists.name} as name from ${lists}
      where ${lists.ownerTeamId} = ${teamId} and ${lists.id} in ${readableListIds(userId)}`;

/** Notes that say something, and that nobody has taken away. */
export const speaks = sql`${annotations.deletedAt} is null and ${shownToAll}
  and ${annotations.body} <> ''`;

/** What the team did with one paper this week. */
export interface Doings {
  paperId: number;
  score: number;
  /** Who voted for it, the first first. */
  voters: string[];
  /** The collections to which it was added. */
  collections: { id: string; name: string }[];
  /** Who wrote about it, where the reader may read it. */
  commenters: string[];
}

/**
 * What members voted for, collected and wrote about in the last seven days, the most first: a vote
 * counts one, a collection and a member who wrote two each (`WEIGHTS`). Of notes and collections only
 * those count that the reader may see.
 */
async function doings(ctx: UserContext, teamId: string): Promise<Doings[]> {
  const me = ctx.actor.userId;
  const since = new Date(ctx.now().getTime() - WEEK_DAYS * 86_400_000).toISOString();
  const rows = await ctx.db.execute(sql`
    with member as materialized (
      select ${teamMembers.userId} as id from ${teamMembers} where ${teamMembers.teamId} = ${teamId}),
    seen as materialized (${openCollections(teamId, me)}),
    deed as (
      select ${votes.paperId} as paper_id, 'vote' as kind, ${votes.userId} as by, min(${votes.createdAt}) as at
        from member join ${votes} on ${votes.userId} = member.id and ${votes.createdAt} >= ${since}::timestamptz
        group by 1, 3
      union all
      select ${listItems.paperId}, 'list', seen.id, min(${listItems.addedAt})
        from seen join ${listItems} on ${listItems.listId} = seen.id
          and ${listItems.addedAt} >= ${since}::timestamptz and ${listItems.deletedAt} is null
        group by 1, 3
      union all
      select note.paper_id, 'note', note.author_id, min(note.created_at)
        from (
          select ${annotations.paperId} as paper_id, ${annotations.authorId} as author_id, ${annotations.createdAt} as created_at
            from ${annotations} where ${annotations.audienceTeamId} = ${teamId}
              and ${annotations.createdAt} >= ${since}::timestamptz and ${speaks}
          union all
          select ${annotations.paperId}, ${annotations.authorId}, ${annotations.createdAt}
            from seen join ${annotations} on ${annotations.audienceListId} = seen.id
              and ${annotations.createdAt} >= ${since}::timestamptz and ${speaks}
          union all
          select ${annotations.paperId}, ${annotations.authorId}, ${annotations.createdAt}
            from member join ${annotations} on ${annotations.authorId} = member.id
              and ${annotations.createdAt} >= ${since}::timestamptz and ${annotations.audience} = 'everyone' and ${speaks}
        ) note
        join member on member.id = note.author_id
        group by 1, 3),
    best as materialized (
      select paper_id, sum(case kind when 'vote' then ${WEIGHTS.vote}::int when 'list' then ${WEIGHTS.collection}::int
          else ${WEIGHTS.note}::int end)::int as score, max(at) as last
        from deed group by paper_id
        order by score desc, last desc, paper_id desc limit ${MOST_PAPERS})
    select best.paper_id as "paperId", best.score,
      coalesce(array_agg(${users.name} order by deed.at) filter (where deed.kind = 'vote'), '{}') as voters,
      coalesce(json_agg(json_build_object('id', seen.id, 'name', seen.name) order by deed.at)
        filter (where deed.kind = 'list'), '[]') as collections,
      coalesce(array_agg(${users.name} order by deed.at) filter (where deed.kind = 'note'), '{}') as commenters
    from best join deed on deed.paper_id = best.paper_id
      left join ${users} on ${users.id} = deed.by and deed.kind <> 'list'
      left join seen on seen.id = deed.by and deed.kind = 'list'
    group by best.paper_id, best.score, best.last
    order by best.score desc, best.last desc, best.paper_id desc`);
  return [...rows] as unknown as Doings[];
}

/** This week in the team: the papers, and beside each what the members did with it. */
export async function weekOfTeam(ctx: UserContext, { slug }: z.output<typeof weekInput>) {
  const { team } = await teamAs(ctx, { slug }, "read");
  const found = await doings(ctx, team.id);
  const papers = await rowsOf(
    ctx,
    found.map(({ paperId }) => paperId),
  );
  const byId = new Map(found.map((each) => [each.paperId, each]));
  return papers.flatMap((paper) => {
    const done = byId.get(paper.id);
    return done ? [{ paper, done }] : [];
  });
}

export type WeekEntry = Awaited<ReturnType<typeof weekOfTeam>>[number];
