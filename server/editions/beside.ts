import { between, desc, eq, lte, sql } from "drizzle-orm";
import { paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { readableText } from "../papers/readable";
import { addDays, type Span } from "../platform/calendar";
import type { Context } from "../platform/context";
import { ranking } from "./read-days";

// What stands beside a page's papers, in short. Paper by paper (`lateral … offset 0`): the cost
// depends only on how many papers the days have.

const stats = sql`(
  select ${paperStats.votes}, ${paperStats.trending}, ${paperStats.source},
    ${paperStats.sourceUpvotes} from ${paperStats}
  where ${eq(paperStats.paperId, submissions.paperId)} offset 0) as paper_stats`;

const shown = {
  source: sql<string | null>`${paperStats.source}`.as("source"),
  sourceUpvotes: sql<number>`${paperStats.sourceUpvotes}`.as("source_upvotes"),
};

/** A paper with no more than its title and the source's count. */
export interface Brief {
  slug: string;
  title: string;
  source: string | null;
  sourceUpvotes: number;
}

const RISING = 5;

/** The papers of the six days before an edition that trend most. */
export async function risingBefore(ctx: Context, feedDate: string): Promise<Brief[]> {
  const first = ctx.db
    .select({
      paperId: submissions.paperId,
      trending: sql`${paperStats.trending}`.as("trending"),
      ...shown,
    })
    .from(submissions)
    .crossJoinLateral(stats)
    .where(between(submissions.feedDate, addDays(feedDate, -6), addDays(feedDate, -1)))
    .orderBy(sql`${paperStats.trending} desc nulls last`, desc(submissions.paperId))
    .limit(RISING)
    .as("first");
  const rows = await ctx.db
    .select({
      slug: papers.slug,
      title: papers.title,
      source: first.source,
      sourceUpvotes: first.sourceUpvotes,
    })
    .from(first)
    .innerJoin(papers, eq(papers.id, first.paperId))
    .orderBy(sql`${first.trending} desc nulls last`, desc(first.paperId));
  return rows.map(({ title, ...rest }) => ({ ...rest, title: readableText(title) }));
}

/** A day of a week: how many papers it has, and its best. */
export interface DayInShort {
  feedDate: string;
  paperCount: number;
  papers: Brief[];
}

const BEST = 2;

/** Each day of a week that has an edition, with its best papers. */
export async function bestByDay(ctx: Context, span: Span): Promise<DayInShort[]> {
  const order = sql.join(ranking({ ofDay: true }), sql`, `);
  const ranked = ctx.db
    .select({
      paperId: submissions.paperId,
      feedDate: submissions.feedDate,
      place:
        sql<number>`row_number() over (partition by ${submissions.feedDate} order by ${order})`.as(
          "place",
        ),
      paperCount: sql<number>`(count(*) over (partition by ${submissions.feedDate}))::int`.as(
        "paper_count",
      ),
      ...shown,
    })
    .from(submissions)
    .crossJoinLateral(stats)
    .where(between(submissions.feedDate, span.from, span.to))
    .as("ranked");
  const rows = await ctx.db
    .select({
      feedDate: ranked.feedDate,
      paperCount: ranked.paperCount,
      slug: papers.slug,
      title: papers.title,
      source: ranked.source,
      sourceUpvotes: ranked.sourceUpvotes,
    })
    .from(ranked)
    .innerJoin(papers, eq(papers.id, ranked.paperId))
    .where(lte(ranked.place, BEST))
    .orderBy(ranked.feedDate, ranked.place);
  const days = new Map<string, DayInShort>();
  for (const { feedDate, paperCount, title, ...rest } of rows) {
    const day = days.get(feedDate) ?? { feedDate, paperCount, papers: [] };
    day.papers.push({ ...rest, title: readableText(title) });
    days.set(feedDate, day);
  }
  return [...days.values()];
}
