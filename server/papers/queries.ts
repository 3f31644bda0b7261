import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  isNotNull,
  isNull,
  notExists,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { paperAliases } from "@/db/schema/aliases";
import { annotations } from "@/db/schema/annotations";
import { editions, paperStats, paperUpvotes, submissions } from "@/db/schema/editions";
import { papers, paperVersions } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";
import { parseArxivId } from "./arxiv-id";
import { relatedTo } from "./related/queries";
import { MAX_ABSTRACT } from "./row-text";
import type { atInput } from "./schema";
import { topicName, topicsNamed } from "./topics/schema";

/** No abstract on arXiv is this long. The paper's page shows all of it. */
const rowAbstract = sql<string>`case when char_length(${papers.abstract}) > ${MAX_ABSTRACT}
  then left(${papers.abstract}, ${MAX_ABSTRACT}) || ' …' else ${papers.abstract} end`;

/** The columns of a paper's row in a feed. */
const rowColumns = {
  id: papers.id,
  slug: papers.slug,
  arxivId: papers.arxivId,
  title: papers.title,
  abstract: rowAbstract,
  /** The first three authors. */
  authors: sql<string[]>`${papers.authors}[1:3]`,
  authorCount: sql<number>`cardinality(${papers.authors})`,
  categories: papers.categories,
  topics: papers.topics,
  githubUrl: papers.githubUrl,
  githubStars: papers.githubStars,
  votes: paperStats.votes,
  source: paperStats.source,
  sourceUpvotes: paperStats.sourceUpvotes,
  sourceUpvotesAsOf: paperStats.sourceUpvotesAsOf,
  feedDate: submissions.feedDate,
};

const parent = alias(annotations, "parent");

const countNotes = statement(["paperIds"], (db, { paperIds }) =>
  db
    .select({ paperId: annotations.paperId, notes: count() })
    .from(annotations)
    .where(
      and(
        sql`${annotations.paperId} = any(${paperIds}::int[])`,
        eq(annotations.audience, sql`'everyone'`),
        isNull(annotations.deletedAt),
        isNull(annotations.hiddenAt),
        // nor the replies to a hidden note
        notExists(
          db
            .select({ one: sql`1` })
            .from(parent)
            .where(and(eq(parent.id, annotations.parentId), isNotNull(parent.hiddenAt))),
        ),
      ),
    )
    .groupBy(annotations.paperId)
    .prepare("note_counts"),
);

/** How many notes for everyone each of these papers has: one query per page. */
export async function noteCounts(ctx: Context, paperIds: number[]) {
  const rows = await countNotes(ctx.db, { paperIds });
  return new Map(rows.map((row) => [row.paperId, row.notes]));
}

const findRows = statement(["paperIds"], (db, { paperIds }) =>
  db
    .select(rowColumns)
    .from(papers)
    .innerJoin(paperStats, eq(paperStats.paperId, papers.id))
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(sql`${papers.id} = any(${paperIds}::int[])`)
    .prepare("paper_rows"),
);

/** These papers as feeds, search and lists show them, in the order given: two queries per page. */
export async function rowsOf(ctx: Context, paperIds: number[]) {
  if (paperIds.length === 0) return [];
  const [rows, notes] = await Promise.all([
    findRows(ctx.db, { paperIds }),
    noteCounts(ctx, paperIds),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return paperIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { topics, ...rest } = row;
    return [{ ...rest, topic: topicName(topics[0]), notes: notes.get(id) ?? 0 }];
  });
}

/** A paper as a feed shows it. */
export type PaperRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** At most this many versions of a paper are listed, newest first. */
const MAX_VERSIONS = 100;

/** At most this many sources' upvotes are shown, the most first. */
const MAX_SOURCES = 20;

/**
 * The paper at a URL below `/papers/`, with everything its page shows; if the URL uses another name
 * (with a version, a prefix, an old subject class), the canonical one to redirect to. Throws
 * `NOT_FOUND` if there is no such paper.
 */
export async function paperAt(ctx: Context, { address }: z.output<typeof atInput>) {
  const slug = await slugOf(ctx, address);
  if (slug !== address) return { movedTo: slug, paper: null };
  const { search, searchVersion, topicsVersion, titleKey, sortTitle, ...columns } =
    getTableColumns(papers);
  const [found] = await ctx.db
    .select({
      ...columns,
      votes: paperStats.votes,
      source: paperStats.source,
      sourceUpvotes: paperStats.sourceUpvotes,
      feedDate: submissions.feedDate,
      curators: sql<string[] | null>`${editions.curators}[1:100]`,
      submitter: users.name,
    })
    .from(papers)
    .innerJoin(paperStats, eq(paperStats.paperId, papers.id))
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .leftJoin(editions, eq(editions.feedDate, submissions.feedDate))
    .leftJoin(users, eq(users.id, submissions.submittedBy))
    .where(eq(papers.slug, slug));
  if (!found) throw notHere();
  const { topics, ...paper } = found;
  const [versions, upvotes, related] = await Promise.all([
    ctx.db
      .select({
        version: paperVersions.version,
        publishedAt: paperVersions.publishedAt,
        publishedPrecision: paperVersions.publishedPrecision,
      })
      .from(paperVersions)
      .where(eq(paperVersions.paperId, paper.id))
      .orderBy(desc(paperVersions.version))
      .limit(MAX_VERSIONS),
    ctx.db
      .select({
        source: paperUpvotes.source,
        upvotes: paperUpvotes.upvotes,
        asOf: paperUpvotes.asOf,
      })
      .from(paperUpvotes)
      .where(and(eq(paperUpvotes.paperId, paper.id), gt(paperUpvotes.upvotes, 0)))
      .orderBy(desc(paperUpvotes.upvotes), paperUpvotes.source)
      .limit(MAX_SOURCES),
    relatedTo(ctx, paper.id),
  ]);
  return {
    movedTo: null,
    paper: {
      ...paper,
      topics: topicsNamed(topics),
      versions: versions.reverse(),
      upvotes,
      related,
    },
  };
}

/** A paper as its page shows it. */
export type PaperPage = NonNullable<Awaited<ReturnType<typeof paperAt>>["paper"]>;

/** The slug of the paper with this name; arXiv ids are accepted in every form that people write. */
export async function slugOf(ctx: Context, name: string): Promise<string> {
  const bare = name.replace(/^(?:(?:abs|pdf|html)\/|10\.48550\/arxiv\.)/i, "");
  const arxivId = parseArxivId(bare) ?? parseArxivId(bare.toLowerCase());
  const [paper] = await ctx.db
    .select({ slug: papers.slug })
    .from(papers)
    .where(arxivId ? eq(papers.arxivId, arxivId.id) : eq(papers.slug, name));
  return paper?.slug ?? (await slugOfAlias(ctx, bare));
}

/** The slug of the paper with this earlier address or DOI. */
async function slugOfAlias(ctx: Context, name: string): Promise<string> {
  const [kind, value] = /^10\.\d{4,9}\//.test(name)
    ? (["doi", name.toLowerCase()] as const)
    : (["slug", name] as const);
  const [paper] = await ctx.db
    .select({ slug: papers.slug })
    .from(paperAliases)
    .innerJoin(papers, eq(papers.id, paperAliases.paperId))
    .where(and(eq(paperAliases.kind, kind), eq(paperAliases.value, value)));
  if (!paper) throw notHere();
  return paper.slug;
}

const notHere = () => new AppError("NOT_FOUND", "There is no paper at this address.", "address");
