import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** The papers of one feed day. The row exists exactly while the day has papers. */
export const editions = pgTable("editions", {
  feedDate: date({ mode: "string" }).primaryKey(),
  /** Who the source names as the day's curators; readers who submit are added when shown. */
  curators: text().array().notNull().default(sql`'{}'::text[]`),
  createdAt: createdAt(),
});

/** The act that put a paper into an edition. A paper runs once. */
export const submissions = pgTable(
  "submissions",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    feedDate: date({ mode: "string" })
      .notNull()
      .references(() => editions.feedDate, { onDelete: "restrict" }),
    /** Null when an import source put it there. */
    submittedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    submittedAt: instant(),
    /** Its place on the source's page, where the source has an order and no numbers. */
    position: integer(),
    createdAt: createdAt(),
  },
  (t) => [
    index("submissions_feed_date").on(t.feedDate),
    index("submissions_submitted_by").on(t.submittedBy),
  ],
);

/**
 * A paper's hot counters, apart from the wide row they belong to, so that a vote
 * rewrites forty bytes and not the search index.
 */
export const paperStats = pgTable(
  "paper_stats",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    votes: integer().notNull().default(0),
    /** The source whose upvotes these are, by name; null where none has told any. */
    source: text(),
    sourceUpvotes: integer().notNull().default(0),
    sourceUpvotesAsOf: instant(),
    /** `server/editions/ranking.ts`; null while the paper is in no edition. */
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
