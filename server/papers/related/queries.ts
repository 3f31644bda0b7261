import { desc, eq, sql } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { papersToRelate, paperTerms, relatedPapers } from "@/db/schema/related";
import { isRecorded } from "../../installation/queries";
import type { Context } from "../../platform/context";
import { sizeOf } from "../search/known-words";
import { topicName } from "../topics/schema";
import { LEAST_NEARNESS, MAX_RELATED, nearness, RELATED_VERSION } from "./nearness";

/** Papers are found by this many of a paper's terms, those that tell most, */
const FINDING = 48;
/** of which each is in at most this many papers. */
const MAX_COMMON = 300;
/** Of the papers found, this many that seem closest are compared by all terms. */
const COMPARED = 60;

/** A paper that is close to another. */
export interface Near {
  otherId: number;
  nearness: number;
}

/** The closest first; of papers that are equally close, the newer one. */
export const byNearness = (a: Near, b: Near) => b.nearness - a.nearness || b.otherId - a.otherId;

/**
 * The papers close to a paper, from their stored terms, closest first: at most `COMPARED`. Reads a
 * bounded number of papers, however many there are.
 */
export async function findNear(ctx: Context, id: number): Promise<Near[]> {
  const found = await ctx.db.execute<{
    other: number;
    product: number;
    topics: string[];
    others: string[];
  }>(sql`
    with mine as materialized (
      select own.term, own.weight, own.place from ${paperTerms}
      cross join lateral unnest(terms, weights) with ordinality as own (term, weight, place)
      where ${eq(paperTerms.paperId, id)}
    ), near as materialized (
      select theirs.paper_id from mine cross join lateral (
        select array_agg(paper_id) as ids, array_agg(weight) as weights from (
          select paper_id, weights[array_position(terms, mine.term)] as weight from ${paperTerms}
          where terms @> array[mine.term] limit ${MAX_COMMON + 1}
        ) as found having count(*) <= ${MAX_COMMON}
      ) as telling cross join lateral unnest(telling.ids, telling.weights) as theirs (paper_id, weight)
      where mine.place <= ${FINDING} and theirs.paper_id <> ${id}
      group by theirs.paper_id order by sum(mine.weight * theirs.weight) desc, theirs.paper_id desc
      limit ${COMPARED}
    ), compared as materialized (
      select near.paper_id, sum(mine.weight * theirs.weight)::float8 as product
      from near join ${paperTerms} using (paper_id)
      cross join lateral unnest(terms, weights) as theirs (term, weight)
      join mine on mine.term = theirs.term
      group by near.paper_id
    )
    select theirs.id as other, product, mine.topics, theirs.topics as others from compared
    join ${papers} as theirs on theirs.id = paper_id join ${papers} as mine on mine.id = ${id}`);
  return found
    .map(({ other, product, topics, others }) => ({
      otherId: other,
      nearness: nearness(product, topics, others),
    }))
    .filter((near) => near.nearness >= LEAST_NEARNESS)
    .sort(byNearness);
}

/** The papers closest to a paper, closest first, as its page shows them. */
export async function relatedTo({ db }: Context, paperId: number) {
  const rows = await db
    .select({
      slug: papers.slug,
      title: papers.title,
      /** The first three authors. */
      authors: sql<string[]>`${papers.authors}[1:3]`,
      authorCount: sql<number>`cardinality(${papers.authors})`,
      topics: papers.topics,
      publishedAt: papers.publishedAt,
      publishedPrecision: papers.publishedPrecision,
      feedDate: submissions.feedDate,
    })
    .from(relatedPapers)
    .innerJoin(papers, eq(papers.id, relatedPapers.otherId))
    .leftJoin(submissions, eq(submissions.paperId, relatedPapers.otherId))
    .where(eq(relatedPapers.paperId, paperId))
    .orderBy(desc(relatedPapers.nearness), desc(relatedPapers.otherId))
    .limit(MAX_RELATED);
  return rows.map(({ topics, ...paper }) => ({ ...paper, topic: topicName(topics[0]) }));
}

/** A paper that is close to another, as the other's page shows it. */
export type RelatedPaper = Awaited<ReturnType<typeof relatedTo>>[number];

/** Whether the related ones of some papers are still to be found. */
export async function isAnyWaiting(ctx: Context): Promise<boolean> {
  const waiting = await ctx.db.select({ id: papersToRelate.paperId }).from(papersToRelate).limit(1);
  return waiting.length > 0 || !(await areAllRelated(ctx));
}

/** Whether the related ones of more papers than this are still to be found; reads no more of them. */
export async function areMoreWaitingThan(ctx: Context, count: number): Promise<boolean> {
  const waiting = ctx.db.select({ id: papersToRelate.paperId }).from(papersToRelate);
  const [next] = await waiting.offset(count).limit(1);
  return next !== undefined;
}

/** Whether this version has begun to relate all papers. */
export const areAllRelated = (ctx: Context) => isRecorded(ctx, RELATED, RELATED_VERSION);

/** Whether there are more papers than this; reads no more of them. */
export async function haveMorePapersThan(ctx: Context, count: number): Promise<boolean> {
  const [next] = await ctx.db.select({ id: papers.id }).from(papers).offset(count).limit(1);
  return next !== undefined;
}

/** What all papers were last related by. */
export const RELATED = "related_version";

/** Up to so many papers are counted, as Postgres' own count is out of date after a first import. */
const COUNTED = 20_000;
/** Among few papers no word is rare: it is told how rare words are in at least so many. */
const FEWEST = 2_000;

/** The number of papers that words are rare among; of many, as Postgres last counted them. */
export async function paperCount(ctx: Context): Promise<number> {
  const [some] = await ctx.db.execute<{ papers: number }>(sql`
    select count(*)::int as papers from (select 1 from ${papers} limit ${COUNTED}) as counted`);
  const counted = Math.max(FEWEST, some?.papers ?? 0);
  return counted < COUNTED ? counted : Math.max(counted, (await sizeOf(ctx)).papers);
}
