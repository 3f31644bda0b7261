import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "../columns";
import { annotations } from "./annotations";
import { papers } from "./papers";
import { users } from "./users";

export const reportOutcomes = ["hidden", "dismissed", "warned"] as const;

/** A reader's report of a public note, or of the public name of an account. */
export const reports = pgTable(
  "reports",
  {
    id: id(),
    reporterId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What is reported: one of them. */
    noteId: uuid().references(() => annotations.id, { onDelete: "cascade" }),
    subjectId: uuid().references(() => users.id, { onDelete: "cascade" }),
    reason: text().notNull(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    outcome: text({ enum: reportOutcomes }),
  },
  (t) => [
    // each reader has one open report of a thing; they can make another once it is decided
    uniqueIndex("reports_open_note").on(t.noteId, t.reporterId).where(sql`${t.closedAt} is null`),
    uniqueIndex("reports_open_subject")
      .on(t.subjectId, t.reporterId)
      .where(sql`${t.closedAt} is null`),
    // what deletions look up
    index("reports_note").on(t.noteId),
    index("reports_subject").on(t.subjectId),
    index("reports_reporter").on(t.reporterId),
    index("reports_open").on(t.createdAt, t.id).where(sql`${t.closedAt} is null`),
    check("reports_of_one", sql`num_nulls(${t.noteId}, ${t.subjectId}) = 1`),
    check("reports_outcome_known", sql`${t.outcome} in ('hidden', 'dismissed', 'warned')`),
    check("reports_closed_whole", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check("reports_reason_length", sql`char_length(${t.reason}) between 1 and 500`),
  ],
);

/** What an administrator tells a reader, until the reader has dismissed it. */
export const warnings = pgTable(
  "warnings",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What it is for; null for a warning of an earlier version. */
    about: text({ enum: ["note", "name"] }),
    /** The note that it is for, and the paper that the note is on: null once deleted. */
    noteId: uuid().references(() => annotations.id, { onDelete: "set null" }),
    paperId: integer().references(() => papers.id, { onDelete: "set null" }),
    reason: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    index("warnings_user").on(t.userId, t.createdAt),
    index("warnings_note").on(t.noteId),
    index("warnings_paper").on(t.paperId),
    check("warnings_about_known", sql`${t.about} in ('note', 'name')`),
    check(
      "warnings_about_note",
      sql`${t.about} is not distinct from 'note' or num_nonnulls(${t.noteId}, ${t.paperId}) = 0`,
    ),
    check("warnings_reason_length", sql`char_length(${t.reason}) between 1 and 300`),
  ],
);

export const moderationActs = [
  "hide",
  "restore",
  "warn",
  "arrange",
  "move",
  "remove",
  "readmit",
  "accept",
  "decline",
  "fetch",
] as const;

/** What moderation did and why, for everyone: without the names of readers. */
export const moderationLog = pgTable(
  "moderation_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    act: text({ enum: moderationActs }).notNull(),
    /** The paper, or that which the note is on; null for a name, or once the paper is deleted. */
    paperId: integer().references(() => papers.id, { onDelete: "set null" }),
    /** The edition that it concerns, if any. */
    feedDate: date({ mode: "string" }),
    reason: text().notNull(),
  },
  (t) => [
    index("moderation_log_paper").on(t.paperId),
    check(
      "moderation_log_act_known",
      sql`${t.act} in (${sql.raw(moderationActs.map((act) => `'${act}'`).join(", "))})`,
    ),
    check("moderation_log_reason_length", sql`char_length(${t.reason}) <= 300`),
    check(
      "moderation_log_reasoned",
      sql`${t.reason} <> '' or ${t.act} not in ('hide', 'restore', 'warn', 'remove', 'decline')`,
    ),
  ],
);
