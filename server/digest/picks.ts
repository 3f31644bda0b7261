import {
  and,
  between,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { digestOpened, digestPapers } from "@/db/schema/digest";
import { paperStats, submissions } from "@/db/schema/editions";
import { followedCollections } from "@/db/schema/follows";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { statement } from "@/db/statement";
import { readableListIds } from "../access/readers";
import { teamIdsOf } from "../access/require-team";
import { visible } from "../annotations/audiences/visible";
import { plainNote } from "../annotations/markdown";
import { ranking } from "../editions/read-days";
import { topicsFollowed } from "../follows/queries";
import { heldBy } from "../library/queries";
import { type PaperRow, rowsOf } from "../papers/queries";
import { readableText } from "../papers/readable";
import { topicsNamed } from "../papers/topics/schema";
import { addDays } from "../platform/calendar";
import type { Context, UserContext } from "../platform/context";
import { speaks } from "../teams/activity/week";
import type { Content } from "./schema";

/** The best papers of the days that a digest looks back on. */
const POOL = 200;
/** At most this many papers on which the reader's teams acted. */
const MAX_TEAM_PAPERS = sql.raw("40");
/** At most this many papers that came to followed collections. */
const MAX_COLLECTED = sql.raw("40");
/** At most this many of each teammate's newest votes and notes are looked at. */
const RECENT = sql.raw("50");
const MAX_NAMES = 3;
const MAX_NOTES = 6;
const EXCERPT = 200;

/** A paper of a digest, and why it is in it. */
export interface Pick extends Omit<PaperRow, "topic" | "notes"> {
  /** In characters only. */
  readable: { title: string; abstract: string };
  topics: string[];
  reasons: string[];
}

/** A note that somebody has written where the reader sees it. */
export interface NoteLine {
  who: string;
  isReply: boolean;
  slug: string;
  title: string;
  words: string;
}

export interface Picks {
  picks: Pick[];
  /** How many more papers the latest edition among them has. */
  more: number;
  /** The latest edition that was looked at; null if there was none. */
  latest: string | null;
  notes: NoteLine[];
  /** What waits in the reader's library. */
  waiting: { count: number; slug: string; title: string } | null;
}

interface Pooled {
  row: PaperRow;
  topics: string[];
  addedAt: Date | null;
}

interface Pool {
  papers: Pooled[];
  latest: string | null;
  inLatest: number;
}

/** What several digests of one batch share. */
export interface Shared {
  pools: Map<string, Promise<Pool>>;
  texts: Map<number, Pick["readable"]>;
}

export const nothingShared = (): Shared => ({ pools: new Map(), texts: new Map() });

export interface Asked {
  subscriptionId: string | null;
  /** The reader whose rights count; null for an address only. */
  reader: UserContext | null;
  contents: Content[];
  length: number;
  /** The local day, and how many days it looks back. */
  day: string;
  days: number;
  /** Whether it only shows how a digest looks, also with papers that the reader has used. */
  isExample?: boolean;
  /** When the digest before was made: without anything newer, there is nothing to send. */
  since: Date;
  /** When this one was claimed: the next has the notes from then on. */
  until?: Date;
  /** The papers of a first attempt: then it has these, and no others. */
  noted?: number[];
}

/** What is in a digest: each paper once, with every reason; nothing that the reader has had or used. */
export async function picksFor(ctx: Context, asked: Asked, shared: Shared): Promise<Picks | null> {
  const { reader, day, days, since, length, noted = [] } = asked;
  const wants = (content: Content) => asked.contents.includes(content);
  const pool = await poolOf(ctx, { from: addDays(day, -days), to: day }, shared);
  const has = reader ? await possessionsOf(reader) : null;
  const [followed, byTeam, collected, notes] = await Promise.all([
    reader && wants("topics") ? topicsFollowed(reader) : ([] as string[]),
    reader && has?.teams && wants("teams")
      ? teamReasons(reader, since)
      : new Map<number, string[]>(),
    reader && has?.collections && wants("collections")
      ? collectionReasons(reader, since)
      : new Map<number, string[]>(),
    reader && has && wants("notes") ? notesFor(reader, asked, has) : [],
  ]);
  const candidates = new Map(pool.papers.map((each) => [each.row.id, each]));
  const elsewhere = [...new Set([...byTeam.keys(), ...collected.keys(), ...noted])].filter(
    (id) => !candidates.has(id),
  );
  for (const each of await pooled(ctx, elsewhere)) candidates.set(each.row.id, each);
  const had = await hadBy(ctx, asked, asked.isExample ? [] : [...candidates.keys()]);
  const found = [...candidates.values()]
    .filter(({ row }) => !had.has(row.id) || noted.includes(row.id))
    .map(({ row, topics, addedAt }, place) => ({
      row,
      topics,
      addedAt,
      place,
      people: [...(byTeam.get(row.id) ?? []), ...(collected.get(row.id) ?? [])],
      topic: topicsNamed(topics.filter((slug) => followed.includes(slug))),
    }));
  const chosen = found
    .filter(({ row, people, topic }) =>
      noted.length > 0
        ? noted.includes(row.id)
        : wants("edition") || people.length > 0 || topic.length > 0,
    )
    .sort(
      (a, b) =>
        Number(b.people.length > 0) - Number(a.people.length > 0) ||
        Number(b.topic.length > 0) - Number(a.topic.length > 0) ||
        a.place - b.place,
    )
    .slice(0, noted.length || length);
  const isNew = chosen.some(
    ({ addedAt, people }) =>
      noted.length > 0 || people.length > 0 || (addedAt !== null && addedAt > since),
  );
  if (!isNew && notes.length === 0) return null;
  const inLatest = chosen.filter(({ row }) => row.feedDate === pool.latest).length;
  return {
    picks: chosen.map(({ row, topics, people, topic, place }) => ({
      ...row,
      topics: topicsNamed(topics).map(({ name }) => name),
      readable: textOf(row, shared),
      reasons: [
        ...people,
        ...(topic.length > 0 ? [`you follow ${listed(topic.map(({ name }) => name))}`] : []),
        ...(wants("edition") && place < length && (people.length > 0 || topic.length > 0)
          ? ["among the first of the edition"]
          : []),
      ],
    })),
    more: Math.max(0, pool.inLatest - inLatest),
    latest: pool.latest,
    notes,
    waiting: reader && has?.toRead ? await waitingFor(reader) : null,
  };
}

/** "A", "A and B", "A, B and 3 more". */
function listed(names: string[], all = names.length): string {
  const first = names.slice(0, MAX_NAMES);
  const others = all - first.length;
  const parts = others > 0 ? [...first, `${others} more`] : first;
  return parts.length <= 1
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function textOf(row: PaperRow, { texts }: Shared): Pick["readable"] {
  const known = texts.get(row.id);
  if (known) return known;
  // a mail has room for a few sentences
  const made = {
    title: readableText(row.title),
    abstract: readableText(row.abstract).slice(0, 2_000),
  };
  texts.set(row.id, made);
  return made;
}

function poolOf(ctx: Context, days: { from: string; to: string }, { pools }: Shared) {
  const key = `${days.from} ${days.to}`;
  const known = pools.get(key);
  if (known) return known;
  const made = readPool(ctx, days);
  pools.set(key, made);
  return made;
}

async function readPool(ctx: Context, { from, to }: { from: string; to: string }): Promise<Pool> {
  const order = sql.join(ranking(), sql`, `);
  const inDays = between(submissions.feedDate, from, to);
  const [rows, days] = await Promise.all([
    ctx.db
      .select({ id: submissions.paperId })
      .from(submissions)
      .crossJoinLateral(sql`(
        select ${paperStats.votes}, ${paperStats.sourceUpvotes} from ${paperStats}
        where ${eq(paperStats.paperId, submissions.paperId)} offset 0) as paper_stats`)
      .where(inDays)
      .orderBy(order)
      .limit(POOL),
    ctx.db
      .select({ feedDate: submissions.feedDate, count: sql<number>`count(*)::int` })
      .from(submissions)
      .where(inDays)
      .groupBy(submissions.feedDate)
      .orderBy(sql`1 desc`)
      .limit(1),
  ]);
  return {
    papers: await pooled(
      ctx,
      rows.map(({ id }) => id),
    ),
    latest: days[0]?.feedDate ?? null,
    inLatest: days[0]?.count ?? 0,
  };
}

async function pooled(ctx: Context, ids: number[]): Promise<Pooled[]> {
  if (ids.length === 0) return [];
  const [rows, more] = await Promise.all([
    rowsOf(ctx, ids),
    ctx.db
      .select({ id: papers.id, topics: papers.topics, addedAt: submissions.createdAt })
      .from(papers)
      .leftJoin(submissions, eq(submissions.paperId, papers.id))
      .where(inArray(papers.id, ids)),
  ]);
  const byId = new Map(more.map(({ id, ...each }) => [id, each]));
  return rows.map((row) => ({ row, topics: [], addedAt: null, ...byId.get(row.id) }));
}

type Named<Name extends string> = Record<Name, Placeholder>;

const wanted = (ids: Placeholder) => sql`unnest(${ids}::int[]) as wanted (id)`;

// each paper is looked up by its key: without the values, Postgres would plan to read them all
const isMailed = ({ subscriptionId, day }: Named<"subscriptionId" | "day">) => sql`exists (
  select from ${digestPapers} where ${digestPapers.subscriptionId} = ${subscriptionId}::uuid
    and ${digestPapers.paperId} = wanted.id and ${digestPapers.day} <> ${day}::date offset 0)`;

const findMailed = statement(["subscriptionId", "day", "ids"], (db, { ids, ...named }) =>
  db
    .select({ id: sql<number>`wanted.id` })
    .from(wanted(ids))
    .where(isMailed(named))
    .prepare("digest_mailed"),
);

const findHad = statement(["subscriptionId", "day", "ids", "me"], (db, { ids, me, ...named }) =>
  db
    .select({ id: sql<number>`wanted.id` })
    .from(wanted(ids))
    .where(
      or(
        isMailed(named),
        sql`exists (select from ${digestOpened}
          where ${digestOpened.subscriptionId} = ${named.subscriptionId}::uuid
            and ${digestOpened.paperId} = wanted.id offset 0)`,
        sql`exists (select from ${userPapers} where ${userPapers.userId} = ${me}::uuid
          and ${userPapers.paperId} = wanted.id and ${userPapers.deletedAt} is null offset 0)`,
        sql`exists (select from ${votes} where ${votes.userId} = ${me}::uuid
          and ${votes.paperId} = wanted.id offset 0)`,
        // no index has both the author and the paper
        sql`wanted.id in (select ${annotations.paperId} from ${annotations}
          where ${annotations.authorId} = ${me}::uuid and ${annotations.deletedAt} is null
            and ${annotations.paperId} = any(${ids}::int[]))`,
      ),
    )
    .prepare("digest_had"),
);

/**
 * Of these papers, those that came by mail before, and those that the reader has opened, has in the
 * library, voted for or wrote about.
 */
async function hadBy({ db }: Context, { subscriptionId, reader, day }: Asked, ids: number[]) {
  if (ids.length === 0) return new Set<number>();
  const asked = { subscriptionId, day, ids };
  const rows = reader
    ? await findHad(db, { ...asked, me: reader.actor.userId })
    : await findMailed(db, asked);
  return new Set(rows.map(({ id }) => id));
}

/** Whether there is a row. What has an order is read through the index that has it. */
const has = (rows: SQL) => sql<boolean>`(select true ${rows} limit 1) is not null`;

const findPossessions = statement(["me"], (db, { me }) =>
  db
    .select({
      teams: has(sql`from ${teamMembers} where ${teamMembers.userId} = ${me}::uuid`),
      collections: has(
        sql`from ${followedCollections} where ${followedCollections.userId} = ${me}::uuid`,
      ),
      notes: has(sql`from ${annotations} where ${annotations.authorId} = ${me}::uuid
        and ${annotations.deletedAt} is null order by ${annotations.createdAt} desc`),
      toRead: has(sql`from ${userPapers} where ${userPapers.userId} = ${me}::uuid
        and ${userPapers.deletedAt} is null and ${userPapers.status} = 'to_read'
        order by ${userPapers.savedAt} desc`),
    })
    .from(sql`(select 1) as once`)
    .prepare("digest_possessions"),
);

/** Whether the reader has what more can be said about: most readers spare most of the queries. */
async function possessionsOf({ db, actor }: UserContext) {
  const [found] = await findPossessions(db, { me: actor.userId });
  return found ?? { teams: false, collections: false, notes: false, toRead: false };
}

/** For each paper on which the reader's teammates acted since then, what they did. */
async function teamReasons(ctx: UserContext, since: Date): Promise<Map<number, string[]>> {
  const me = ctx.actor.userId;
  const from = sql`${since.toISOString()}::timestamptz`;
  const rows = await ctx.db.execute<{
    id: number;
    voters: string[] | null;
    votes: number;
    writers: string[] | null;
    wrote: number;
  }>(sql`
    with mate as materialized (
      select ${teamMembers.userId} as id, min(person.name) as name,
        array_agg(${teamMembers.teamId}) as teams
      from ${teamMembers} cross join lateral (
        select ${users.name} from ${users} where ${users.id} = ${teamMembers.userId} offset 0) person
      where ${teamMembers.teamId} in ${teamIdsOf(me)} and ${teamMembers.userId} <> ${me}
      group by 1),
    deed as (
      select 'vote' as kind, mate.id, mate.name, vote.paper_id, vote.created_at as at
      from mate cross join lateral (
        select ${votes.paperId}, ${votes.createdAt} from ${votes}
        where ${votes.userId} = mate.id and ${votes.createdAt} > ${from}
        order by ${votes.createdAt} desc nulls last limit ${RECENT}) vote
      union all
      select 'note', mate.id, mate.name, note.paper_id, min(note.created_at)
      from mate cross join lateral (
        select ${annotations.paperId}, ${annotations.createdAt} from ${annotations}
        where ${annotations.authorId} = mate.id and ${annotations.createdAt} > ${from}
          and ${annotations.audienceTeamId} = any(mate.teams) and ${speaks}
        order by ${annotations.createdAt} desc nulls last, ${annotations.id} desc nulls last
        limit ${RECENT}) note
      group by 2, 3, 4)
    select paper_id as id,
      array_agg(name order by at) filter (where kind = 'vote') as voters,
      (count(*) filter (where kind = 'vote'))::int as votes,
      array_agg(name order by at) filter (where kind = 'note') as writers,
      (count(*) filter (where kind = 'note'))::int as wrote
    from deed group by paper_id
    order by count(distinct id) desc, max(at) desc, paper_id limit ${MAX_TEAM_PAPERS}`);
  return new Map(
    [...rows].map(({ id, voters, votes: count, writers, wrote }) => [
      id,
      [
        ...(voters ? [`${listed(voters, count)} upvoted it`] : []),
        ...(writers ? [`${listed(writers, wrote)} wrote about it`] : []),
      ],
    ]),
  );
}

interface Added extends Record<string, unknown> {
  id: number;
  list: string;
  who: string | null;
}

/** For each paper that others have added since then to collections that the reader follows, who. */
async function collectionReasons(ctx: UserContext, since: Date): Promise<Map<number, string[]>> {
  const me = ctx.actor.userId;
  const rows = await ctx.db.execute<Added>(sql`
    select added.paper_id as id, ${lists.name} as list, ${users.name} as who
    from ${followedCollections}
      join ${lists} on ${lists.id} = ${followedCollections.listId}
      cross join lateral (
        select ${listItems.paperId}, ${listItems.addedBy}, ${listItems.addedAt} from ${listItems}
        where ${listItems.listId} = ${lists.id} and ${listItems.deletedAt} is null
          and ${listItems.addedAt} > ${since.toISOString()}::timestamptz
          and ${listItems.addedBy} is distinct from ${me}
        order by ${listItems.addedAt} desc nulls last, ${listItems.paperId} limit ${RECENT}) added
      left join ${users} on ${users.id} = added.added_by
    where ${followedCollections.userId} = ${me} and ${lists.id} in ${readableListIds(me)}
    order by added.added_at desc, added.paper_id, ${lists.id} limit ${MAX_COLLECTED}`);
  const byPaper = new Map<number, Added[]>();
  for (const row of rows) byPaper.set(row.id, [...(byPaper.get(row.id) ?? []), row]);
  return new Map(
    [...byPaper].map(([id, some]) => {
      const people = [...new Set(some.map(({ who }) => who ?? "somebody"))];
      const names = some.map(({ list }) => `“${list}”`);
      return [id, [`${listed(people)} added it to ${listed(names)}`]];
    }),
  );
}

const parent = alias(annotations, "parent");

/** The newest notes by others for the reader's teams and collections, and replies to their notes. */
async function notesFor(
  ctx: UserContext,
  { since, until }: Asked,
  has: { teams: boolean; notes: boolean },
): Promise<NoteLine[]> {
  const me = ctx.actor.userId;
  const columns = {
    who: users.name,
    parentId: annotations.parentId,
    slug: papers.slug,
    title: papers.title,
    words: sql<string>`left(${annotations.body}, ${sql.raw(String(4 * EXCERPT))})`,
    at: annotations.createdAt,
    id: annotations.id,
  };
  const told = and(
    gte(annotations.createdAt, since),
    until && lt(annotations.createdAt, until),
    ne(annotations.authorId, me),
    isNull(annotations.deletedAt),
    ne(annotations.body, ""),
    visible(ctx),
  );
  const newest = [sql`${annotations.createdAt} desc nulls last`, sql`${annotations.id} desc`];
  const forTeams = ctx.db
    .select(columns)
    .from(annotations)
    .innerJoin(users, eq(users.id, annotations.authorId))
    .innerJoin(papers, eq(papers.id, annotations.paperId))
    .where(and(sql`${annotations.audienceTeamId} in ${teamIdsOf(me)}`, told))
    .orderBy(...newest)
    .limit(MAX_NOTES);
  const replies = ctx.db
    .select(columns)
    .from(parent)
    .innerJoin(annotations, eq(annotations.parentId, parent.id))
    .innerJoin(users, eq(users.id, annotations.authorId))
    .innerJoin(papers, eq(papers.id, annotations.paperId))
    .where(and(eq(parent.authorId, me), isNull(parent.deletedAt), told))
    .orderBy(...newest)
    .limit(MAX_NOTES);
  const all = (await Promise.all([has.teams ? forTeams : [], has.notes ? replies : []])).flat();
  const once = [...new Map(all.map((note) => [note.id, note])).values()];
  return once
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MAX_NOTES)
    .map(({ who, parentId, slug, title, words }) => ({
      who,
      isReply: parentId !== null,
      slug,
      title: readableText(title),
      words: [...plainNote(words)].slice(0, EXCERPT).join(""),
    }));
}

/** How many papers the reader means to read, and the one saved last. */
async function waitingFor(ctx: UserContext): Promise<Picks["waiting"]> {
  const toRead = and(heldBy(ctx.actor.userId), eq(userPapers.status, "to_read"));
  const [next] = await ctx.db
    .select({
      slug: papers.slug,
      title: papers.title,
      count: sql<number>`(select count(*)::int from ${userPapers} where ${toRead})`,
    })
    .from(userPapers)
    .innerJoin(papers, eq(papers.id, userPapers.paperId))
    .where(toRead)
    .orderBy(sql`${userPapers.savedAt} desc, ${userPapers.paperId} desc`)
    .limit(1);
  return next ? { ...next, title: readableText(next.title) } : null;
}
