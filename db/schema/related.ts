import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
} from "drizzle-orm/pg-core";
import { papers } from "./papers";

const paper = () =>
  integer()
    .notNull()
    .references(() => papers.id, { onDelete: "cascade" });

/** For each paper the papers that are closest to it, at most ten. */
export const relatedPapers = pgTable(
  "related_papers",
  {
    paperId: paper(),
    otherId: paper(),
    /** How close they are: see `server/papers/related/nearness.ts`. The same in both directions. */
    nearness: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.otherId] }),
    index("related_papers_other").on(t.otherId),
    check("related_papers_two", sql`${t.paperId} <> ${t.otherId}`),
    check("related_papers_nearness_positive", sql`${t.nearness} > 0`),
  ],
);

/** The words and pairs of words that tell what a paper is about. */
export const paperTerms = pgTable(
  "paper_terms",
  {
    paperId: paper().primaryKey(),
    /** Hashes of them. */
    terms: integer().array().notNull(),
    /** How much each of them tells; their squares add up to 1. */
    weights: real().array().notNull(),
  },
  (t) => [
    // without a list of pending entries, which every search would have to read to its end
    index("paper_terms_terms").using("gin", t.terms).with({ fastupdate: false }),
    check("paper_terms_weighted", sql`cardinality(${t.terms}) = cardinality(${t.weights})`),
  ],
);

/** The papers whose related ones are to be found, in the background. */
export const papersToRelate = pgTable(
  "papers_to_relate",
  {
    paperId: paper().primaryKey(),
    /** Whether `paper_terms` has the terms of its current text. */
    isRead: boolean().notNull().default(false),
  },
  (t) => [index("papers_to_relate_unread").on(t.paperId).where(sql`not ${t.isRead}`)],
);
