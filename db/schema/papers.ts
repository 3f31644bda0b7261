import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, instant, tsvector } from "../columns";
import { searchBlocks } from "./search-blocks";

/** One work. All versions of one arXiv id are one paper; a paper need not have an arXiv id. */
export const papers = pgTable(
  "papers",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The name in its URL: the versionless arXiv id, or words of the title and a hash. */
    slug: text().notNull().unique(),
    arxivId: text().unique(),
    /** Identifies a paper without an arXiv id when it is imported again. Null with an arXiv id. */
    titleKey: text(),
    title: text().notNull(),
    abstract: text().notNull(),
    authors: text().array().notNull().default(sql`'{}'::text[]`),
    categories: text().array().notNull().default(sql`'{}'::text[]`),
    keywords: text().array().notNull().default(sql`'{}'::text[]`),
    publishedAt: instant(),
    publishedPrecision: text({ enum: ["second", "day", "month"] }),
    /** The newest version that any source has given; null if none has. */
    latestVersion: integer(),
    comment: text(),
    organization: text(),
    githubUrl: text(),
    githubStars: integer(),
    projectUrl: text(),
    /** Of the published work, as authors or publishers write it. */
    doi: text(),
    journalRef: text(),
    /** Whether its newest version withdraws it; null if no source has said. */
    withdrawn: boolean(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /** The search index of its text, made by `server/papers/search/document.ts`. */
    search: tsvector().notNull().default(sql`''::tsvector`),
    /** The version of that code; 0 if it is not indexed yet. */
    searchVersion: integer().notNull().default(0),
    /** Slugs of `server/papers/topics/rules.ts`, the paper's label first. */
    topics: text().array().notNull().default(sql`'{}'::text[]`),
    /** The version of those rules; 0 if none has been applied yet. */
    topicsVersion: integer().notNull().default(0),
    /** The title for sorting: without leading punctuation, accents and case. */
    sortTitle: text().notNull().generatedAlwaysAs(sql`paper_sort_title(title)`),
  },
  (t) => [
    // sorts and filters libraries without reading ten thousand wide rows; titles have their own
    // index, as scanning the narrower one takes two thirds of the time
    index("papers_library").on(t.id, t.publishedAt, t.categories),
    index("papers_sort_title").on(t.id, t.sortTitle),
    uniqueIndex("papers_title_key_unique").on(t.titleKey),
    // blocks first: Postgres goes on to the next paper by the first column; few pages may wait to be
    // sorted in, as every search reads them all
    index("papers_search")
      .using("gin", searchBlocks(t.id), t.search)
      .with({ gin_pending_list_limit: 256 }),
    // finds the same work under another name
    index("papers_same_title").on(sql`paper_same_title(${t.title})`),
    check("papers_identified", sql`(${t.arxivId} is null) <> (${t.titleKey} is null)`),
    check(
      "papers_published_precision",
      sql`(${t.publishedAt} is null) = (${t.publishedPrecision} is null) and ${t.publishedPrecision} in ('second', 'day', 'month')`,
    ),
    check("papers_title_present", sql`${t.title} <> ''`),
    // the limit of an index entry
    check(
      "papers_categories_short",
      sql`cardinality(${t.categories}) <= 21 and octet_length(array_to_string(${t.categories}, '')) <= 1000`,
    ),
  ],
);

/** The text of one version of a paper, in which annotations are anchored. */
export const paperVersions = pgTable(
  "paper_versions",
  {
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** The arXiv version; 1 if no source has given one. */
    version: integer().notNull(),
    title: text().notNull(),
    abstract: text().notNull(),
    /** SHA-256 of the normalized abstract, in hex. */
    abstractHash: text().notNull(),
    /** When this version was submitted, if a source has said, and how exactly that is known. */
    publishedAt: instant(),
    publishedPrecision: text({ enum: ["second", "day", "month"] }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.version] }),
    check("paper_versions_version_positive", sql`${t.version} > 0`),
    check(
      "paper_versions_published_precision",
      sql`(${t.publishedAt} is null) = (${t.publishedPrecision} is null) and ${t.publishedPrecision} in ('second', 'day', 'month')`,
    ),
  ],
);
