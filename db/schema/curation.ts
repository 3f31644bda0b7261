import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/**
 * Papers that a curator has removed from an edition, each with what it takes to restore it. No
 * import puts such a paper into an edition again.
 */
export const removedPapers = pgTable(
  "removed_papers",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    feedDate: date({ mode: "string" }).notNull(),
    submittedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    submittedAt: instant(),
    position: integer(),
    place: smallint(),
    reason: text().notNull(),
    removedAt: instant().notNull(),
  },
  (t) => [
    index("removed_papers_feed_date").on(t.feedDate),
    index("removed_papers_submitted_by").on(t.submittedBy),
    check("removed_papers_reason_length", sql`char_length(${t.reason}) between 1 and 300`),
  ],
);

/** A submission that a curator decides on, where EDITION is curated. */
export const waitingSubmissions = pgTable(
  "waiting_submissions",
  {
    id: id(),
    /** The name that the paper has or will have in its URL. */
    slug: text().notNull(),
    /** As a row of an import. */
    row: jsonb().$type<object>().notNull(),
    title: text().notNull(),
    submittedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    submittedAt: instant().notNull(),
    decidedAt: instant(),
    outcome: text({ enum: ["accepted", "declined"] }),
    /** Why it was declined: its submitter and everyone may read it. */
    reason: text().notNull().default(""),
  },
  (t) => [
    // a paper waits once, however many people submit it at the same moment
    uniqueIndex("waiting_submissions_open").on(t.slug).where(sql`${t.outcome} is null`),
    index("waiting_submissions_queue").on(t.submittedAt, t.id).where(sql`${t.outcome} is null`),
    index("waiting_submissions_submitted_by").on(t.submittedBy, t.submittedAt),
    check("waiting_submissions_outcome_known", sql`${t.outcome} in ('accepted', 'declined')`),
    check(
      "waiting_submissions_decided_whole",
      sql`(${t.decidedAt} is null) = (${t.outcome} is null)`,
    ),
    check(
      "waiting_submissions_reason_length",
      sql`char_length(${t.reason}) <= 300 and (${t.reason} <> '' or ${t.outcome} is distinct from 'declined')`,
    ),
  ],
);
