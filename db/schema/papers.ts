import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, tsvector } from "../columns";

/** One work. Versions of one arXiv id are one paper; a paper need not have an arXiv id. */
export const papers = pgTable(
  "papers",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** What is in its address: the versionless arXiv id, or words of the title and a hash. */
    slug: text().notNull().unique(),
    arxivId: text().unique(),
    /** Recognises a paper without an arXiv id when it is imported again. Null with an arXiv id. */
    titleKey: text(),
    title: text().notNull(),
    abstract: text().notNull(),
    authors: text().array().notNull().default(sql`'{}'::text[]`),
    categories: text().array().notNull().default(sql`'{}'::text[]`),
    keywords: text().array().notNull().default(sql`'{}'::text[]`),
    publishedAt: instant(),
    publishedPrecision: text({ enum: ["second", "day", "month"] }),
    /** The newest version a source has told of; null when none has. */
    latestVersion: integer(),
    comment: text(),
    organization: text(),
    githubUrl: text(),
    githubStars: integer(),
    projectUrl: text(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /** What search finds it by, made by `server/papers/search/document.ts`. */
    search: tsvector().notNull().default(sql`''::tsvector`),
    /** By which version of that; 0 when none has made it. */
    searchVersion: integer().notNull().default(0),
    /** The title as the alphabet places it: without the marks it begins with, its accents and its case. */
    sortTitle: text().notNull().generatedAlwaysAs(sql`paper_sort_title(title)`),
  },
  (t) => [
    // by what libraries are sorted and narrowed, without a look at ten thousand wide rows; titles
    // have one of their own, as the narrower is walked in two thirds of the time
    index("papers_library").on(t.id, t.publishedAt, t.categories),
    index("papers_sort_title").on(t.id, t.sortTitle),
    uniqueIndex("papers_title_key_unique").on(t.titleKey),
    index("papers_search").using("gin", t.search),
    check("papers_identified", sql`(${t.arxivId} is null) <> (${t.titleKey} is null)`),
    check(
      "papers_published_precision",
      sql`(${t.publishedAt} is null) = (${t.publishedPrecision} is null) and ${t.publishedPrecision} in ('second', 'day', 'month')`,
    ),
    check("papers_title_present", sql`${t.title} <> ''`),
    // what fits into an entry of an index
    check(
      "papers_categories_short",
      sql`cardinality(${t.categories}) <= 21 and octet_length(array_to_string(${t.categories}, '')) <= 1000`,
    ),
  ],
);

/** The text of a paper as a version had it: what annotations are anchored in. */
export const paperVersions = pgTable(
  "paper_versions",
  {
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** The arXiv version; 1 when no source has told. */
    version: integer().notNull(),
    title: text().notNull(),
    abstract: text().notNull(),
    /** SHA-256 of the normalised abstract, hex. */
    abstractHash: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.version] }),
    check("paper_versions_version_positive", sql`${t.version} > 0`),
  ],
);
