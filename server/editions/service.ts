import { and, asc, between, count, eq, gt, isNotNull, lt, max, min, sql } from "drizzle-orm";
import type { z } from "zod";
import { editions, standings, submissions } from "@/db/schema/editions";
import { users } from "@/db/schema/users";
import type { Context } from "../context";
import { encodeCursor } from "../cursor";
import { env } from "../env";
import { AppError } from "../errors";
import { rowsOf } from "../papers/service";
import { monthOf, monthSpan, type Span, weekOf, weekSpan } from "./calendar";
import type { dailyInput, monthlyInput, nearestInput, trendingInput, weeklyInput } from "./schema";

/** A day is read whole; only a day longer than the reader's batched call allows has a second page. */
const DAY_PAGE = 200;
const PAGE = 40;

/**
 * Votes here, then the source's upvotes, then the time of submission, then the source's order.
 * All ascending numbers, so that a page can go on after the last row of the one before.
 */
const ranking = [
  sql<number>`-${standings.votes}`,
  sql<number>`-${standings.sourceUpvotes}`,
  sql<number>`coalesce(extract(epoch from ${submissions.submittedAt})::float8, 1e12)`,
  sql<number>`coalesce(${submissions.position}, 2147483647)`,
  sql<number>`${submissions.paperId}`,
];

/** One page of the papers of a span of days, best first. */
async function ranked(ctx: Context, span: Span, size: number, after: number[] | undefined) {
  const keys = sql.join(ranking, sql`, `);
  const seen =
    after &&
    sql.join(
      after.map((part) => sql`${part}::float8`),
      sql`, `,
    );
  const rows = await ctx.db
    .select({ paperId: submissions.paperId, key: sql<number[]>`array[${keys}]::float8[]` })
    .from(submissions)
    .innerJoin(standings, eq(standings.paperId, submissions.paperId))
    .where(
      and(between(submissions.feedDate, span.from, span.to), seen && sql`(${keys}) > (${seen})`),
    )
    .orderBy(...ranking)
    .limit(size + 1);
  return pageOf(ctx, rows, size);
}

/** The rows of a page, and where the next one begins if there is one. */
async function pageOf(ctx: Context, found: { paperId: number; key: number[] }[], size: number) {
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

/** Who put the papers of these days together, and how many there are. */
async function credits(ctx: Context, span: Span) {
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
      .orderBy(users.name),
    ctx.db.select({ count: count() }).from(submissions).where(inSpan),
  ]);
  const names = [...curated.flatMap((row) => row.curators), ...submitters.map((row) => row.name)];
  return {
    curators: [...new Set(names)],
    feedDates: curated.map((row) => row.feedDate),
    paperCount: papers?.count ?? 0,
  };
}

/** The editions that exist next to a span of days. */
async function neighbours(ctx: Context, { from, to }: Span) {
  const [[before], [after]] = await Promise.all([
    ctx.db
      .select({ feedDate: max(editions.feedDate) })
      .from(editions)
      .where(lt(editions.feedDate, from)),
    ctx.db
      .select({ feedDate: min(editions.feedDate) })
      .from(editions)
      .where(gt(editions.feedDate, to)),
  ]);
  return { previous: before?.feedDate ?? null, next: after?.feedDate ?? null };
}

async function span(ctx: Context, days: Span, size: number, after: number[] | undefined) {
  const [page, credit, near] = await Promise.all([
    ranked(ctx, days, size, after),
    credits(ctx, days),
    neighbours(ctx, days),
  ]);
  if (credit.paperCount === 0) {
    throw new AppError("NOT_FOUND", "There is no edition on these days.");
  }
  return { ...page, ...credit, ...near };
}

/** The edition of a feed day with its neighbours, or `NOT_FOUND` when the day has none. */
export async function daily(ctx: Context, input: z.output<typeof dailyInput>) {
  const feedDate = input.feedDate === "latest" ? await latest(ctx) : input.feedDate;
  if (!feedDate) throw new AppError("NOT_FOUND", "There is no edition yet.", "feedDate");
  const day = { from: feedDate, to: feedDate };
  return { feedDate, ...(await span(ctx, day, DAY_PAGE, input.after)) };
}

/** An ISO week of editions; the neighbours are the nearest weeks that have any. */
export async function weekly(ctx: Context, input: z.output<typeof weeklyInput>) {
  const days = weekSpan(input.week) as Span;
  const page = await span(ctx, days, PAGE, input.after);
  return {
    ...page,
    ...days,
    week: input.week,
    previous: page.previous && weekOf(page.previous),
    next: page.next && weekOf(page.next),
  };
}

/** A month of editions; the neighbours are the nearest months that have any. */
export async function monthly(ctx: Context, input: z.output<typeof monthlyInput>) {
  const days = monthSpan(input.month) as Span;
  const page = await span(ctx, days, PAGE, input.after);
  return {
    ...page,
    ...days,
    month: input.month,
    previous: page.previous && monthOf(page.previous),
    next: page.next && monthOf(page.next),
  };
}

/** All papers that ever ran, by trending score. It walks the index, whatever the page. */
export async function trending(ctx: Context, input: z.output<typeof trendingInput>) {
  const [score, paperId] = input.after ?? [];
  // the first comparison is what the index understands, the second is the whole key
  const seen = sql`${standings.trending} <= ${score}::float8
    and (${standings.trending}, ${standings.paperId}::float8) < (${score}::float8, ${paperId}::float8)`;
  const rows = await ctx.db
    .select({
      paperId: standings.paperId,
      key: sql<number[]>`array[${standings.trending}, ${standings.paperId}]::float8[]`,
    })
    .from(standings)
    .where(input.after ? seen : isNotNull(standings.trending))
    .orderBy(sql`${standings.trending} desc nulls last`, sql`${standings.paperId} desc nulls last`)
    .limit(PAGE + 1);
  return {
    ...(await pageOf(ctx, rows, PAGE)),
    latest: await latest(ctx),
    tauDays: env().TRENDING_TAU_DAYS,
  };
}

async function latest(ctx: Context) {
  const [row] = await ctx.db.select({ feedDate: max(editions.feedDate) }).from(editions);
  return row?.feedDate ?? null;
}

/** The editions nearest to days that have none; of no days at all, the latest. */
export async function nearest(ctx: Context, { from, to }: z.output<typeof nearestInput>) {
  if (!from || !to) return { previous: await latest(ctx), next: null };
  return neighbours(ctx, { from, to });
}
