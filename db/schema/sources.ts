import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** A row of a source that was skipped, and why. */
export interface SkippedRow {
  /** Its place in the answers for that day, from 1. */
  line: number;
  /** The id of the paper as the source writes it. */
  id: string | null;
  reason: string;
}

/** What a source has given for each day, as of when it was last asked. */
export const sourceDays = pgTable(
  "source_days",
  {
    source: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    triedAt: instant().notNull(),
    /** When the source last answered with that day's papers, or with none. */
    fetchedAt: instant(),
    /** Why the last attempt failed; null if it did not. */
    error: text(),
    read: integer().notNull().default(0),
    added: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    /** The first of the skipped rows. */
    reasons: jsonb().$type<SkippedRow[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.day] }),
    check("source_days_error_length", sql`char_length(${t.error}) <= 500`),
  ],
);

/** What administrators have chosen of a source; without a row it is as it comes. */
export const sources = pgTable(
  "sources",
  {
    id: text().primaryKey(),
    isOn: boolean().notNull(),
    /** Of arXiv, the categories whose papers come. */
    categories: text().array().notNull().default(sql`'{}'::text[]`),
    /** When more was asked for than before: days that were fetched earlier are fetched again. */
    changedAt: instant().notNull(),
    /** The day up to which its changes have been read. */
    readTo: date({ mode: "string" }),
  },
  (t) => [
    check("sources_known", sql`${t.id} in ('hugging-face', 'arxiv')`),
    check("sources_categories_few", sql`cardinality(${t.categories}) <= 20`),
  ],
);

/** Whose turn it is to ask a site that wants one request at a time, over all processes. */
export const sourceTurns = pgTable("source_turns", {
  site: text().primaryKey(),
  /** Of the request that is under way; null if none is. */
  holder: uuid(),
  /** When that request has ended for certain, even if its process was killed. */
  heldUntil: instant(),
  /** When the next request may begin. */
  freeAt: instant().notNull(),
});
