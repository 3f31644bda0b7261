import { between, desc, eq, isNotNull, lte, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { requireTeam } from "../access/require-team";
import { plainText } from "../papers/tex-segments";
import {
  addDays,
  monthOf,
  monthSpan,
  newestDay,
  type Span,
  weekOf,
  weekSpan,
} from "../platform/calendar";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { editionsIn, neighbours, pageOf, readDays } from "./read-days";
import type { dailyInput, monthlyInput, nearestInput, trendingInput, weeklyInput } from "./schema";

/**
 * Papers per page. A day is read whole; only one longer than a reader's batched call allows has a
 * second page.
 */
const DAY_PAGE = 200;
const PAGE = 40;

/**
 * The edition of a feed day with its neighbours and the editions of its week, or `NOT_FOUND` when
 * the day has none.
 */
export async function daily(ctx: Context, input: z.output<typeof dailyInput>, teamId?: string) {
  const feedDate = input.feedDate === "latest" ? await latest(ctx) : input.feedDate;
  if (!feedDate) throw new AppError("NOT_FOUND", "There is no edition yet.", "feedDate");
  const days = { from: feedDate, to: feedDate };
  const { topic, after } = input;
  // the last days that the calendar knows are in a week that it does not
  const span = weekSpan(weekOf(feedDate)) ?? days;
  const [page, week, rising] = await Promise.all([
    readDays(ctx, { days, size: DAY_PAGE, topic, after, teamId }),
    editionsIn(ctx, span),
    risingBefore(ctx, feedDate),
  ]);
  return { ...page, feedDate, week, rising };
}

/** How many papers of the days before stand beside an edition. */
const RISING = 5;

/** The papers of the six days before an edition that trend most. */
async function risingBefore(ctx: Context, feedDate: string) {
  // paper by paper: the cost depends only on how many these days have
  const stats = sql`(
    select ${paperStats.trending}, ${paperStats.source}, ${paperStats.sourceUpvotes} from ${paperStats}
    where ${eq(paperStats.paperId, submissions.paperId)} offset 0) as paper_stats`;
  const first = ctx.db
    .select({
      paperId: submissions.paperId,
      trending: sql`${paperStats.trending}`.as("trending"),
      source: sql<string>`${paperStats.source}`.as("source"),
      sourceUpvotes: sql<number>`${paperStats.sourceUpvotes}`.as("source_upvotes"),
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
  return rows.map(({ title, ...rest }) => ({ ...rest, title: plainText(title) }));
}

/** An ISO week of editions; the neighbours are the nearest weeks that have any. */
export async function weekly(ctx: Context, input: z.output<typeof weeklyInput>, teamId?: string) {
  const days = weekSpan(input.week) as Span;
  const { topic, after } = input;
  const page = await readDays(ctx, { days, size: PAGE, topic, after, teamId });
  return {
    ...page,
    ...days,
    week: input.week,
    previous: page.previous && weekOf(page.previous),
    next: page.next && weekOf(page.next),
  };
}

/** A month of editions; the neighbours are the nearest months that have any. */
export async function monthly(ctx: Context, input: z.output<typeof monthlyInput>, teamId?: string) {
  const days = monthSpan(input.month) as Span;
  const { topic, after } = input;
  const page = await readDays(ctx, { days, size: PAGE, topic, after, teamId });
  return {
    ...page,
    ...days,
    month: input.month,
    previous: page.previous && monthOf(page.previous),
    next: page.next && monthOf(page.next),
  };
}

/**
 * An edition, week or month as one of the reader's teams reads it: papers it voted for come first.
 */
const asTeam =
  <I, O>(read: (ctx: Context, input: I, teamId: string) => Promise<O>) =>
  async (ctx: UserContext, { team: slug, ...input }: I & { team: string }) => {
    const { team } = await requireTeam(ctx, { slug }, "read");
    const page = await read(ctx, input as I, team.id);
    return { ...page, team: { id: team.id, slug, name: team.name } };
  };

export const teamDaily = asTeam(daily);
export const teamWeekly = asTeam(weekly);
export const teamMonthly = asTeam(monthly);

/** All papers that ever ran, by trending score. Reads an index range, whatever the page. */
export async function trending(ctx: Context, input: z.output<typeof trendingInput>) {
  const [score, paperId] = input.after ?? [];
  // the index uses the first comparison; the second is the whole key
  const seen = sql`${paperStats.trending} <= ${score}::float8
    and (${paperStats.trending}, ${paperStats.paperId}::float8) < (${score}::float8, ${paperId}::float8)`;
  const rows = await ctx.db
    .select({
      paperId: paperStats.paperId,
      key: sql<number[]>`array[${paperStats.trending}, ${paperStats.paperId}]::float8[]`,
    })
    .from(paperStats)
    .where(input.after ? seen : isNotNull(paperStats.trending))
    .orderBy(
      sql`${paperStats.trending} desc nulls last`,
      sql`${paperStats.paperId} desc nulls last`,
    )
    .limit(PAGE + 1);
  return {
    ...(await pageOf(ctx, rows, PAGE)),
    tauDays: env().TRENDING_TAU_DAYS,
    voteWeight: env().VOTE_WEIGHT,
  };
}

/** The latest edition. A day that has not begun in any time zone is found only by its own URL. */
async function latest(ctx: Context) {
  const [row] = await ctx.db
    .select({ feedDate: max(editions.feedDate) })
    .from(editions)
    .where(lte(editions.feedDate, newestDay(ctx.now())));
  return row?.feedDate ?? null;
}

/** The editions nearest to days that have none; without days, the latest. */
export async function nearest(ctx: Context, { from, to }: z.output<typeof nearestInput>) {
  if (!from || !to) return { previous: await latest(ctx), next: null };
  return neighbours(ctx, { from, to });
}
