import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { users } from "./users";

/** One of the papers that somebody is about to submit. */
export interface DraftLine {
  /** As it was typed. */
  text: string;
  /** How it is asked for: an arXiv id, a DOI or an OpenReview id; null if it need not be asked for. */
  ask: { of: "arxiv" | "doi" | "openreview"; id: string } | null;
  /** What a source or the reader says about it, as a row of an import. */
  row: object | null;
  /** Why it cannot be read. */
  problem: string | null;
}

/** What somebody is about to submit, until they confirm it. Deleted after some days. */
export const submissionDrafts = pgTable(
  "submission_drafts",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    lines: jsonb().$type<DraftLine[]>().notNull(),
    createdAt: createdAt(),
    /** When it was submitted. */
    sentAt: instant(),
  },
  (t) => [
    index("submission_drafts_user").on(t.userId, t.createdAt),
    index("submission_drafts_created").on(t.createdAt),
    check("submission_drafts_lines", sql`jsonb_array_length(${t.lines}) between 1 and 50`),
  ],
);
