import { and, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperStats } from "@/db/schema/editions";
import { requireTeam } from "../access/require-team";
import { isAbout, topicsOfThese } from "../papers/topics/queries";
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
import { bestByDay, risingBefore } from "./beside";
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
  const feedDate = input.feedDate === "latest" ? await latest(ctx, teamId) : input.feedDate;
  if (!feedDate) throw new AppError("NOT_FOUND", "There is no edition yet.", "feedDate");
  const days = { from: feedDate, to: feedDate };
  const { topic, after } = input;
  // the last days that the calendar knows are in a week that it does not
  const span = weekSpan(weekOf(feedDate)) ?? days;
  const [page, week, rising] = await Promise.all([
    readDays(ctx, { days, size: DAY_PAGE, topic, after, teamId }),
    editionsIn(ctx, span, teamId),
    risingBefore(ctx, feedDate),
  ]);
  return { ...page, feedDate, week, rising };
}

/** An ISO week of editions; the neighbours are the nearest weeks that have any. */
export async function weekly(ctx: Context, input: z.output<typeof weeklyInput>, teamId?: string) {
  const days = weekSpan(input.week) as Span;
  const { topic, after } = input;
  const [page, byDay] = await Promise.all([
    readDays(ctx, { days, size: PAGE, topic, after, teamId }),
    topic || after ? [] : bestByDay(ctx, days),
  ]);
  return {
    ...page,
    ...days,
    byDay,
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
 * An edition, week or month as one of the reader's teams reads it: papers on which
 * its members voted or wrote come first.
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

/** How many of the papers that trend most are narrowed to a topic. */
const TRENDING_BEST = 1_000;

const byTrending = [
  sql`${paperStats.trending} desc nulls last`,
  sql`${paperStats.paperId} desc nulls last`,
];

/**
 * All papers that ever ran, by trending score: reads an index range, whatever the page. With a
 * topic, those about it of the thousand that trend most.
 */
export async function trending(ctx: Context, { topic, after }: z.output<typeof trendingInput>) {
  const [score, paperId] = after ?? [];
  // the index uses the first comparison; the second is the whole key
  const seen = sql`${paperStats.trending} <= ${score}::float8
    and (${paperStats.trending}, ${paperStats.paperId}::float8) < (${score}::float8, ${paperId}::float8)`;
  // the thousandth, if there are as many
  const last = sql`coalesce((select least.trending from ${paperStats} as least
    where least.trending is not null order by least.trending desc nulls last
    offset ${TRENDING_BEST - 1} limit 1), '-infinity')`;
  const isAmongBest = sql`${paperStats.trending} >= ${last}`;
  const query = ctx.db
    .select({
      paperId: paperStats.paperId,
      key: sql<number[]>`array[${paperStats.trending}, ${paperStats.paperId}]::float8[]`,
    })
    .from(paperStats)
    .$dynamic();
  if (topic) query.crossJoinLateral(isAbout(topic, paperStats.paperId));
  const [rows, topics] = await Promise.all([
    query
      .where(and(after ? seen : isNotNull(paperStats.trending), topic ? isAmongBest : undefined))
      .orderBy(...byTrending)
      .limit(PAGE + 1),
    topicsOfThese(ctx, sql`select ${paperStats.paperId} from ${paperStats} where ${isAmongBest}`),
  ]);
  return {
    ...(await pageOf(ctx, rows, PAGE)),
    topics,
    topic: topic ?? null,
    tauDays: env().TRENDING_TAU_DAYS,
    voteWeight: env().VOTE_WEIGHT,
  };
}

/** The latest edition. A day that has not begun in any time zone is found only by its own URL. */
async function latest(ctx: Context, teamId?: string) {
  const after = addDays(newestDay(ctx.now()), 1);
  return (await neighbours(ctx, { from: after, to: after }, teamId)).previous;
}

/** The editions nearest to days that have none; without days, the latest. */
export async function nearest(ctx: Context, { from, to }: z.output<typeof nearestInput>) {
  if (!from || !to) return { previous: await latest(ctx), next: null };
  return neighbours(ctx, { from, to });
}
