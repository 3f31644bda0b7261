import { sql } from "drizzle-orm";
import { check, date, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
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
