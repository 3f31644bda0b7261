import { and, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { removedPapers } from "@/db/schema/curation";
import { editions, submissions } from "@/db/schema/editions";
import { papers, paperVersions } from "@/db/schema/papers";
import { hashText } from "../annotations/text";
import { SEARCH_VERSION } from "../papers/search/document";
import { TOPICS_VERSION } from "../papers/topics/topics";
import type { Context } from "../platform/context";
import type { Derived } from "./derived";
import { identityOf } from "./identity";
import { differs, incoming, insertRows, settings } from "./merging";
import type { Entry } from "./queries";
import type { ImportedPaper, ImportOptions } from "./schema";

// Each store function writes only what differs, and returns the ids of the papers it changed.

/** A row without a version counts as the oldest: it never overrides one that has a version. */
const isNewer = sql`coalesce(excluded.latest_version, 0) >= coalesce(${papers.latestVersion}, 0)`;

/** The newer version's value, or the older one's if the newer has none. */
const newest = (column: PgColumn, name: string, untold: SQL = sql`null`): SQL =>
  sql`case when ${isNewer}
    then coalesce(nullif(${incoming(name)}, ${untold}), ${column})
    else coalesce(nullif(${column}, ${untold}), ${incoming(name)}) end`;

const PRECISIONS = sql`array['month', 'day', 'second']`;

/** A date known to the second is not overwritten by one known to the month. */
const isMorePrecise = sql`coalesce(array_position(${PRECISIONS}, excluded.published_precision), 0)
  >= coalesce(array_position(${PRECISIONS}, ${papers.publishedPrecision}), 0)`;

const moreOfDate = (column: PgColumn, name: string) =>
  sql`case when ${isMorePrecise} then ${incoming(name)} else ${column} end`;

const NONE = sql`'{}'::text[]`;

const paperChanges = {
  title: newest(papers.title, "title"),
  abstract: newest(papers.abstract, "abstract"),
  authors: newest(papers.authors, "authors", NONE),
  categories: newest(papers.categories, "categories", NONE),
  keywords: newest(papers.keywords, "keywords", NONE),
  publishedAt: moreOfDate(papers.publishedAt, "published_at"),
  publishedPrecision: moreOfDate(papers.publishedPrecision, "published_precision"),
  latestVersion: sql`greatest(${papers.latestVersion}, excluded.latest_version)`,
  comment: newest(papers.comment, "comment"),
  organization: newest(papers.organization, "organization"),
  githubUrl: newest(papers.githubUrl, "github_url"),
  githubStars: newest(papers.githubStars, "github_stars"),
  projectUrl: newest(papers.projectUrl, "project_url"),
  doi: newest(papers.doi, "doi"),
  journalRef: newest(papers.journalRef, "journal_ref"),
  // a version that nobody has called withdrawn is not
  withdrawn: sql`case when excluded.latest_version > coalesce(${papers.latestVersion}, 0)
    then ${incoming("withdrawn")} else ${newest(papers.withdrawn, "withdrawn")} end`,
};

const changesOf = Object.entries(paperChanges).map(([name, value]): [PgColumn, SQL] => [
  papers[name as keyof typeof paperChanges],
  value,
]);

const row = (...values: SQLWrapper[]) => sql`row(${sql.join(values, sql`, `)})`;
/** What search reads of a paper. */
const SEARCHED = ["title", "authors", "abstract", "keywords", "organization"] as const;
const mergedText = row(...SEARCHED.map((name) => paperChanges[name]));
const isTextIncoming = sql`${mergedText} is not distinct from ${row(...SEARCHED.map(incoming))}`;
const isTextKept = sql`${mergedText} is not distinct from ${row(...SEARCHED.map((name) => papers[name]))}`;

/** Search data belongs to its text; texts merged from two rows are indexed afterwards. */
const searchChanges = {
  search: sql`case when ${isTextIncoming} then excluded.search else ${papers.search} end`,
  searchVersion: sql`case when ${isTextIncoming} then excluded.search_version
    when ${isTextKept} then ${papers.searchVersion} else 0 end`,
};

/** Stores the papers of a batch with their search data and topics. Returns those that changed. */
export async function storePapers(
  ctx: Context,
  rows: Map<string, ImportedPaper>,
  derived: Map<string, Derived>,
) {
  const values = [...rows].map(([slug, paper]) => ({
    ...identityOf(paper),
    slug,
    search: derived.get(slug)?.document.vector,
    searchVersion: SEARCH_VERSION,
    topics: derived.get(slug)?.topics,
    topicsVersion: TOPICS_VERSION,
    title: paper.title,
    abstract: paper.abstract,
    authors: paper.authors,
    categories: paper.categories,
    keywords: paper.keywords,
    publishedAt: paper.publishedAt,
    publishedPrecision: paper.publishedPrecision,
    latestVersion: paper.version,
    comment: paper.comment,
    organization: paper.organization,
    githubUrl: paper.githubUrl,
    githubStars: paper.githubStars,
    projectUrl: paper.projectUrl,
    doi: paper.doi,
    journalRef: paper.journalRef,
    withdrawn: paper.withdrawn,
  }));
  return ctx.db.execute<{ id: number; slug: string; searchVersion: number }>(sql`
    ${insertRows(papers, values)}
    on conflict (slug) do update set ${settings({
      ...paperChanges,
      ...searchChanges,
      // of the imported text; `topicsOfMerged` corrects those of a merged one
      topics: incoming("topics"),
      topicsVersion: incoming("topics_version"),
      updatedAt: sql`${ctx.now().toISOString()}::timestamptz`,
    })}
    where ${differs(changesOf)}
    returning ${papers.id}, ${papers.slug}, ${papers.searchVersion} as "searchVersion"`);
}

const UNDATED = { publishedAt: null, publishedPrecision: null };

/** When a row's version was submitted, if it says. */
function submitted({
  version,
  versions,
  revisedAt,
  revisedPrecision,
  publishedAt,
  publishedPrecision,
}: ImportedPaper) {
  const number = version ?? 1;
  const listed = versions.find((each) => each.version === number);
  if (listed) {
    const { publishedAt, publishedPrecision } = listed;
    return { publishedAt, publishedPrecision };
  }
  if (version !== null && revisedAt) {
    return { publishedAt: revisedAt, publishedPrecision: revisedPrecision };
  }
  return number === 1 ? { publishedAt, publishedPrecision } : UNDATED;
}

/** A date that is known stays, unless another is more precise. */
const isDatedBetter = sql`coalesce(array_position(${PRECISIONS}, excluded.published_precision), 0)
  > coalesce(array_position(${PRECISIONS}, ${paperVersions.publishedPrecision}), 0)`;
const better = (column: PgColumn, name: string) =>
  sql`case when ${isDatedBetter} then ${incoming(name)} else ${column} end`;
const dated = {
  publishedAt: better(paperVersions.publishedAt, "published_at"),
  publishedPrecision: better(paperVersions.publishedPrecision, "published_precision"),
};

export async function storeVersions(ctx: Context, entries: Entry[]) {
  // once a source has given versions, a text without one belongs to none of them
  const values = entries
    .filter(({ paper, latestVersion }) => paper.version !== null || latestVersion === null)
    .map(({ id, paper }) => ({
      paperId: id,
      version: paper.version ?? 1,
      title: paper.title,
      abstract: paper.abstract,
      abstractHash: hashText(paper.abstract),
      ...submitted(paper),
    }));
  if (values.length === 0) return [];
  const stored = await ctx.db.execute<{ id: number }>(sql`
    ${insertRows(paperVersions, values)}
    on conflict (paper_id, version) do update set ${settings({
      title: incoming("title"),
      abstract: incoming("abstract"),
      abstractHash: incoming("abstract_hash"),
      ...dated,
    })}
    where ${differs([
      [paperVersions.title, incoming("title")],
      [paperVersions.abstract, incoming("abstract")],
      [paperVersions.publishedAt, dated.publishedAt],
    ])}
    returning ${paperVersions.paperId} as id`);
  return stored.map(({ id }) => id);
}

/** A paper and what is known of its place in an edition. */
export interface Submitted {
  id: number;
  paper: Pick<ImportedPaper, "feedDate" | "submittedAt" | "index">;
}

/** Whose submission it is, if it is not imported. */
export interface By {
  submittedBy?: string;
}

/**
 * Adds papers to their editions, unless they are in one already, or a curator has removed them from
 * one. Returns also the days that have had no edition before.
 */
export async function storeSubmissions(
  ctx: Context,
  entries: Submitted[],
  options: Pick<ImportOptions, "edition"> & By,
) {
  const removed = await removedAmong(
    ctx,
    entries.map(({ id }) => id),
  );
  const { submittedBy = null } = options;
  const values = entries.flatMap(({ id, paper }) => {
    const feedDate = paper.feedDate ?? options.edition;
    if (!feedDate || removed.has(id)) return [];
    const { submittedAt, index: position } = paper;
    return [{ paperId: id, feedDate, submittedAt, position, submittedBy }];
  });
  if (values.length === 0) return { ids: [], fresh: [] };
  const ids = values.map(({ paperId }) => paperId);
  const before = await ctx.db
    .select({ id: submissions.paperId })
    .from(submissions)
    .where(inArray(submissions.paperId, ids));
  const known = new Set(before.map(({ id }) => id));
  const days = values.filter(({ paperId }) => !known.has(paperId)).map(({ feedDate }) => feedDate);
  const fresh =
    days.length > 0
      ? await ctx.db
          .insert(editions)
          .values([...new Set(days)].sort().map((feedDate) => ({ feedDate })))
          .onConflictDoNothing()
          .returning({ feedDate: editions.feedDate })
      : [];
  const submittedAt = sql`coalesce(excluded.submitted_at, ${submissions.submittedAt})`;
  const position = sql`coalesce(excluded.position, ${submissions.position})`;
  const isImported = and(
    sql`${submissions.feedDate} = excluded.feed_date`,
    isNull(submissions.submittedBy),
    differs([
      [submissions.submittedAt, submittedAt],
      [submissions.position, position],
    ]),
  );
  const stored = await ctx.db.execute<{ id: number }>(sql`
    ${insertRows(submissions, values)}
    on conflict (paper_id) do update set ${settings({ submittedAt, position })} where ${isImported}
    returning ${submissions.paperId} as id`);
  return { ids: stored.map(({ id }) => id), fresh: fresh.map(({ feedDate }) => feedDate) };
}

/** Which of these papers a curator has removed from an edition. */
async function removedAmong(ctx: Context, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const found = await ctx.db
    .select({ id: removedPapers.paperId })
    .from(removedPapers)
    .where(inArray(removedPapers.paperId, ids));
  return new Set(found.map(({ id }) => id));
}

/** Stores the curators of this batch's editions. Returns the days that have new ones. */
export async function storeCurators(ctx: Context, entries: Entry[], options: ImportOptions) {
  const days = entries.flatMap(({ paper }) => paper.feedDate ?? options.edition ?? []);
  if (options.curators.length === 0 || days.length === 0) return [];
  const given = sql`${sql.param(options.curators)}::text[]`;
  const named = await ctx.db
    .update(editions)
    .set({
      curators: sql`${editions.curators} || array(
        select name from unnest(${given}) with ordinality as t(name, place)
        where name <> all (${editions.curators}) order by place)`,
    })
    .where(
      and(
        inArray(editions.feedDate, [...new Set(days)]),
        sql`not ${editions.curators} @> ${given}`,
      ),
    )
    .returning({ feedDate: editions.feedDate });
  return named.map(({ feedDate }) => feedDate);
}
