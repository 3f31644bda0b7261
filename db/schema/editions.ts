import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** The papers of one feed day. The row exists if and only if the day has papers. */
export const editions = pgTable("editions", {
  feedDate: date({ mode: "string" }).primaryKey(),
  /** The day's curators according to the source; readers who submit are added for display. */
  curators: text().array().notNull().default(sql`'{}'::text[]`),
  createdAt: createdAt(),
});

/** A paper's place in an edition. A paper runs once. */
export const submissions = pgTable(
  "submissions",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    feedDate: date({ mode: "string" })
      .notNull()
      .references(() => editions.feedDate, { onDelete: "restrict" }),
    /** Null if it was imported. */
    submittedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    submittedAt: instant(),
    /** Its rank on the source's page, if the source gives an order without counts. */
    position: integer(),
    /** Where a curator has put it in its day, before those without a place; null if nobody has. */
    place: smallint(),
    createdAt: createdAt(),
  },
  (t) => [
    index("submissions_feed_date").on(t.feedDate),
    index("submissions_submitted_by").on(t.submittedBy, t.createdAt),
    check("submissions_place_positive", sql`${t.place} > 0`),
  ],
);

/**
 * A paper's frequently updated counters, apart from its wide row, so that a vote rewrites forty
 * bytes and not the search index.
 */
export const paperStats = pgTable(
  "paper_stats",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    votes: integer().notNull().default(0),
    /** Of the sources in `paper_upvotes`, the one with the most upvotes; null if none gave any. */
    source: text(),
    sourceUpvotes: integer().notNull().default(0),
    sourceUpvotesAsOf: instant(),
    /** See `server/editions/ranking.ts`; null while the paper is in no edition. */
    trending: doublePrecision(),
  },
  (t) => [
    index("paper_stats_trending").on(t.trending.desc(), t.paperId.desc()),
    check("paper_stats_votes_not_negative", sql`${t.votes} >= 0`),
    check(
      "paper_stats_source_upvotes_named",
      sql`${t.sourceUpvotes} >= 0 and (${t.sourceUpvotes} = 0 or ${t.source} is not null)`,
    ),
  ],
);

/** The upvotes of each paper on each source, apart from each other and from the votes here. */
export const paperUpvotes = pgTable(
  "paper_upvotes",
  {
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    source: text().notNull(),
    upvotes: integer().notNull(),
    /** When the source gave this count. */
    asOf: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.source] }),
    check("paper_upvotes_not_negative", sql`${t.upvotes} >= 0`),
  ],
);
