import { and, asc, between, count, eq, sql } from "drizzle-orm";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { users } from "@/db/schema/users";
import { type PaperRow, rowsOf } from "../papers/queries";
import { isAbout, topicsOfDays } from "../papers/topics/queries";
import { pictureOf } from "../pictures/queries";
import { newestDay, type Span } from "../platform/calendar";
import type { Context } from "../platform/context";
import { encodeCursor } from "../platform/cursor";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { agreedCount, agreedDays, papersOf } from "./agreed";
import { activeMembers, doingsOn, type TeamDoings } from "./by-team";
import { points } from "./ranking";

/** A paper in an edition; for a team, with what its members did with it. */
export type EditionRow = PaperRow & { team?: TeamDoings };

/** Within a day, what curators have put first comes first, in their order. */
const placed = sql<number>`coalesce(${submissions.place}, 32767)`;

/**
 * Points, then time of submission, then the source's order. All are ascending numbers, so that a
 * page can continue after the last row of the previous one.
 */
export const ranking = ({ ofDay = false } = {}) => [
  ...(ofDay ? [placed] : []),
  sql<number>`-${points()}`,
  sql<number>`coalesce(extract(epoch from ${submissions.submittedAt})::float8, 1e12)`,
  sql<number>`coalesce(${submissions.position}, 2147483647)`,
  sql<number>`${submissions.paperId}`,
];

/**
 * A page of the papers of some days. With a team, those come first on which more of its members acted.
 */
export interface Asked {
  days: Span;
  size: number;
  /** Only papers about this topic. */
  topic?: string;
  after: number[] | undefined;
  teamId?: string;
}

// Paper by paper and member by member (`lateral … offset 0`): the cost depends only on the day's
// size, however many other papers, readers and votes there are.

/** What ranks a submission. */
const stats = sql`(
  select ${paperStats.votes}, ${paperStats.sourceUpvotes} from ${paperStats}
  where ${eq(paperStats.paperId, submissions.paperId)} offset 0) as paper_stats`;

/** One page of the papers of a span of days, best first. */
async function ranked(
  ctx: Context,
  { days, size, topic, after, teamId }: Asked,
): Promise<{ papers: EditionRow[]; more: string | null }> {
  const byTeam = teamId ? activeMembers(ctx, days, teamId) : null;
  const byRank = ranking({ ofDay: days.from === days.to });
  const order = byTeam ? [sql<number>`-${byTeam.members}`, ...byRank] : byRank;
  const keys = sql.join(order, sql`, `);
  const seen =
    after &&
    sql.join(
      after.map((part) => sql`${part}::float8`),
      sql`, `,
    );
  const query = ctx.db
    .select({
      paperId: sql<number>`${submissions.paperId}`,
      teamVotes: byTeam ? byTeam.votes : sql<number>`0`,
      key: sql<number[]>`array[${keys}]::float8[]`,
    })
    .from(teamId ? papersOf(days, teamId) : submissions)
    .crossJoinLateral(stats)
    .$dynamic();
  if (topic) query.crossJoinLateral(isAbout(topic, submissions.paperId));
  if (byTeam) query.innerJoin(byTeam, eq(byTeam.paperId, submissions.paperId));
  const rows = await query
    .where(
      and(between(submissions.feedDate, days.from, days.to), seen && sql`(${keys}) > (${seen})`),
    )
    .orderBy(...order)
    .limit(size + 1);
  const page = await pageOf(ctx, rows, size);
  if (!teamId) return page;
  const doings = await doingsOn(ctx, teamId, rows);
  return { ...page, papers: page.papers.map((paper) => ({ ...paper, team: doings(paper.id) })) };
}

/** The rows of a page, and the next page's cursor if there is one. */
export async function pageOf(
  ctx: Context,
  found: { paperId: number; key: number[] }[],
  size: number,
) {
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  return {
    papers: await rowsOf(
      ctx,
      shown.map((row) => row.paperId),
    ),
    more: last && found.length > size ? encodeCursor(last.key) : null,
  };
}

const MAX_CURATORS = 100;

/** The curators of these days, and the number of papers. */
async function credits(ctx: Context, span: Span, teamId?: string) {
  const inSpan = between(submissions.feedDate, span.from, span.to);
  const [curated, submitters, [papers]] = await Promise.all([
    ctx.db
      .select({ feedDate: editions.feedDate, curators: editions.curators })
      .from(editions)
      .where(between(editions.feedDate, span.from, span.to))
      .orderBy(asc(editions.feedDate)),
    ctx.db
      .selectDistinct({ name: users.name })
      .from(submissions)
      .innerJoin(users, eq(users.id, submissions.submittedBy))
      .where(inSpan)
      .orderBy(users.name)
      .limit(MAX_CURATORS),
    ctx.db
      .select({ count: count(), agreed: teamId ? agreedCount(span, teamId) : sql<number>`0` })
      .from(submissions)
      .where(inSpan),
  ]);
  const names = [...curated.flatMap((row) => row.curators), ...submitters.map((row) => row.name)];
  return {
    curators: [...new Set(names)].slice(0, MAX_CURATORS),
    feedDates: curated.map((row) => row.feedDate),
    paperCount: (papers?.count ?? 0) + (papers?.agreed ?? 0),
  };
}

/** The days that have an edition; for a team, also those for which it has agreed on a paper. */
const daysWith = (teamId: string | undefined) =>
  teamId
    ? sql`(select ${editions.feedDate} from ${editions} union ${agreedDays(teamId)})`
    : sql`(select ${editions.feedDate} from ${editions})`;

/** The days of a span that have an edition. */
export async function editionsIn(ctx: Context, span: Span, teamId?: string): Promise<string[]> {
  const rows = await ctx.db.execute<{ day: string }>(sql`
    select feed_date::text as day from ${daysWith(teamId)} as days
    where feed_date between ${span.from} and ${span.to} order by feed_date`);
  return [...rows].map(({ day }) => day);
}

/** The nearest editions before and after a span of days. */
export async function neighbours(ctx: Context, { from, to }: Span, teamId?: string) {
  // a day that has begun does not lead to one that has not begun anywhere
  const newest = newestDay(ctx.now());
  const last = to <= newest ? newest : "infinity";
  const [near] = await ctx.db.execute<{ previous: string | null; next: string | null }>(sql`
    select (select max(feed_date) from ${daysWith(teamId)} as days where feed_date < ${from})::text as previous,
      (select min(feed_date) from ${daysWith(teamId)} as days
        where feed_date > ${to} and feed_date <= ${last}::date)::text as next`);
  return { previous: near?.previous ?? null, next: near?.next ?? null };
}

/** A page of some days' papers, with their curators and the neighboring editions. */
export async function readDays(ctx: Context, asked: Asked) {
  const [page, credit, near, topics] = await Promise.all([
    ranked(ctx, asked),
    credits(ctx, asked.days, asked.teamId),
    neighbours(ctx, asked.days, asked.teamId),
    topicsOfDays(ctx, asked.days),
  ]);
  if (credit.paperCount === 0) {
    throw new AppError("NOT_FOUND", "There is no edition on these days.");
  }
  const [lead] = asked.after ? [] : page.papers;
  return {
    ...page,
    /** Of the first paper. */
    picture: lead ? await pictureOf(ctx, lead.id) : null,
    ...credit,
    ...near,
    topics,
    topic: asked.topic ?? null,
    voteWeight: env().VOTE_WEIGHT,
  };
}
