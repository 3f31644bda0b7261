import { and, eq, inArray, notInArray } from "drizzle-orm";
import { editions, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { relatedPapers } from "@/db/schema/related";
import { neighbours } from "../editions/read-days";
import { addressesOf, EVERYTHING } from "../page-cache/invalidate";
import { addDays, monthOf, monthSpan, type Span, weekOf, weekSpan } from "../platform/calendar";
import type { Context } from "../platform/context";

/** Beyond this many, all pages are rendered again when they are asked for. */
const MAX_PAGES = 500;

/** An edition shows what is rising of the days before it. */
const RISING_DAYS = 6;

/** What a batch of papers has changed. */
interface Changed {
  papers: number[];
  /** Days that have had no edition before. */
  fresh: string[];
  /** Days with new curators. */
  credited: string[];
}

const dayPage = (day: string) => `/papers/date/${day}`;
const pagesOfDay = (day: string) => [
  dayPage(day),
  `/papers/week/${weekOf(day)}`,
  `/papers/month/${monthOf(day)}`,
];

/** The days whose editions show something of an edition: those of its week, and the next ones. */
function daysAround(day: string): string[] {
  const week = weekSpan(weekOf(day)) ?? { from: day, to: day };
  const rising = addDays(day, RISING_DAYS);
  const last = rising > week.to ? rising : week.to;
  const days: string[] = [];
  for (let each = week.from; each <= last; each = addDays(each, 1)) days.push(each);
  return days;
}

/** The pages that lead to the days, weeks and months before and after those of new editions. */
async function leadingTo(ctx: Context, days: string[]): Promise<string[]> {
  const spans = days.flatMap((day): Span[] => {
    const own = { from: day, to: day };
    return [own, weekSpan(weekOf(day)) ?? own, monthSpan(monthOf(day)) ?? own];
  });
  const distinct = new Map(spans.map((span) => [`${span.from} ${span.to}`, span]));
  const nearest = await Promise.all([...distinct.values()].map((span) => neighbours(ctx, span)));
  return nearest.flatMap(({ previous, next }) =>
    [previous, next].flatMap((near) => (near ? pagesOfDay(near) : [])),
  );
}

/** The cached pages that show what has changed. */
export async function pagesOf(ctx: Context, { papers: ids, fresh, credited }: Changed) {
  if (ids.length === 0 && credited.length === 0) return [];
  const changed = await ctx.db
    .select({ slug: papers.slug, feedDate: submissions.feedDate })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(inArray(papers.id, ids));
  const days = new Set([...changed.flatMap(({ feedDate }) => feedDate ?? []), ...credited]);
  const near = [...new Set([...days].flatMap(daysAround))];
  const [around, beside, leading] = await Promise.all([
    ctx.db
      .select({ feedDate: editions.feedDate })
      .from(editions)
      .where(inArray(editions.feedDate, near)),
    // their titles are on the pages of the papers that are close to them
    ctx.db
      .selectDistinct({ slug: papers.slug })
      .from(relatedPapers)
      .innerJoin(papers, eq(papers.id, relatedPapers.paperId))
      .where(and(inArray(relatedPapers.otherId, ids), notInArray(relatedPapers.paperId, ids)))
      .limit(MAX_PAGES + 1),
    leadingTo(ctx, fresh),
  ]);
  const pages = new Set([
    ...changed.flatMap(addressesOf),
    ...around.map(({ feedDate }) => dayPage(feedDate)),
    ...credited.flatMap(pagesOfDay),
    ...beside.map(({ slug }) => `/papers/${slug}`),
    ...leading,
  ]);
  return pages.size > MAX_PAGES ? [EVERYTHING] : [...pages];
}
