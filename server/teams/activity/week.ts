import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { statement } from "@/db/statement";
import { readableListIds } from "../../access/readers";
import { requireTeam } from "../../access/require-team";
import { shownToAll } from "../../annotations/audiences/visible";
import { rowsOf } from "../../papers/queries";
import type { UserContext } from "../../platform/context";
import type { weekInput } from "./schema";
import { WEEK_DAYS, WEIGHTS } from "./weights";

const MAX_PAPERS = 25;
/** At most this many voters, collections and writers are named per paper. */
const FIRST = sql.raw("3");

const names = (kind: "vote" | "note") => sql`coalesce((array_agg(deed.name order by deed.at)
  filter (where deed.kind = ${sql.raw(`'${kind}'`)}))[1:${FIRST}], '{}')`;

/** The team's collections that the reader may read. */
export const openCollections = (teamId: string | Placeholder, userId: string | Placeholder): SQL =>
  sql`select ${lists.id} as id, ${lists.name} as name from ${lists}
      where ${lists.ownerTeamId} = ${teamId} and ${lists.id} in ${readableListIds(userId)}`;

/** Notes that are neither deleted nor hidden. */
export const speaks = sql`${annotations.deletedAt} is null and ${shownToAll}
  and ${annotations.body} <> ''`;

/** What the team did with one paper this week. */
export interface Doings {
  paperId: number;
  score: number;
  /** The first voters, up to the limit. */
  voters: string[];
  votes: number;
  /** The first collections it was added to, up to the limit. */
  collections: { id: string; name: string }[];
  added: number;
  /** The first members who wrote about it, up to the limit, where the reader may read it. */
  commenters: string[];
  noted: number;
}

/**
 * What members voted for, collected and wrote about in the last seven days, most active first: a
 * vote counts one, a collection and a member who wrote count two each (`WEIGHTS`). Only notes and
 * collections that the reader may see count. Iterates by member and by collection (`lateral …
 * offset 0`), so that the cost depends only on what they did.
 */
const findDoings = statement(["teamId", "me", "since"], (db, { teamId, me, since }) => {
  const doings = sql`(
    with member as materialized (
      select ${teamMembers.userId} as id, person.name from ${teamMembers} cross join lateral (
        select ${users.name} from ${users} where ${users.id} = ${teamMembers.userId} offset 0) person
      where ${teamMembers.teamId} = ${teamId}),
    seen as materialized (${openCollections(teamId, me)}),
    deed as materialized (
      select vote.paper_id, 'vote' as kind, null::uuid as list_id, member.name, vote.created_at as at
        from member cross join lateral (
          select ${votes.paperId}, ${votes.createdAt} from ${votes}
          where ${votes.userId} = member.id and ${votes.createdAt} >= ${since}::timestamptz offset 0) vote
      union all
      select item.paper_id, 'list', seen.id, seen.name, item.added_at
        from seen cross join lateral (
          select ${listItems.paperId}, ${listItems.addedAt} from ${listItems}
          where ${listItems.listId} = seen.id and ${listItems.addedAt} >= ${since}::timestamptz
            and ${listItems.deletedAt} is null offset 0) item
      union all
      select note.paper_id, 'note', null, member.name, note.at
        from member cross join lateral (
          select ${annotations.paperId}, min(${annotations.createdAt}) as at from ${annotations}
          where ${annotations.authorId} = member.id and ${annotations.createdAt} >= ${since}::timestamptz
            and (${annotations.audience} = 'everyone' or ${annotations.audienceTeamId} = ${teamId}
              or ${annotations.audienceListId} in (select id from seen))
            and ${speaks} group by 1 offset 0) note),
    best as materialized (
      select paper_id, sum(case kind when 'vote' then ${WEIGHTS.vote}::int when 'list' then ${WEIGHTS.collection}::int
          else ${WEIGHTS.note}::int end)::int as score, max(at) as last
        from deed group by paper_id
        order by score desc, last desc, paper_id desc limit ${MAX_PAPERS})
    select best.paper_id as "paperId", best.score, best.last,
      ${names("vote")} as voters, (count(*) filter (where deed.kind = 'vote'))::int as votes,
      coalesce(to_json((array_agg(json_build_object('id', deed.list_id, 'name', deed.name) order by deed.at)
        filter (where deed.kind = 'list'))[1:${FIRST}]), '[]') as collections,
      (count(*) filter (where deed.kind = 'list'))::int as added,
      ${names("note")} as commenters, (count(*) filter (where deed.kind = 'note'))::int as noted
    from best join deed on deed.paper_id = best.paper_id
    group by best.paper_id, best.score, best.last) as doings`;
  return db
    .select({
      paperId: sql<number>`"paperId"`,
      score: sql<number>`score`,
      voters: sql<string[]>`voters`,
      votes: sql<number>`votes`,
      collections: sql<Doings["collections"]>`collections`,
      added: sql<number>`added`,
      commenters: sql<string[]>`commenters`,
      noted: sql<number>`noted`,
    })
    .from(doings)
    .orderBy(sql`score desc, last desc, "paperId" desc`)
    .prepare("team_week");
});

/** This week in the team: the papers, and what members did with each. */
export async function weekOfTeam(ctx: UserContext, { slug }: z.output<typeof weekInput>) {
  const { team } = await requireTeam(ctx, { slug }, "read");
  const since = new Date(ctx.now().getTime() - WEEK_DAYS * 86_400_000).toISOString();
  const found: Doings[] = await findDoings(ctx.db, {
    teamId: team.id,
    me: ctx.actor.userId,
    since,
  });
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
