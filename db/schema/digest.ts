import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** Who gets the edition by mail: one row an address, with an account or without one. */
export const digestSubscriptions = pgTable(
  "digest_subscriptions",
  {
    id: id(),
    email: text().notNull(),
    /** The account whose digest it is; null for an address only. */
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    /** The account that gets it once the address is confirmed. */
    claimedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    state: text({ enum: ["pending", "active", "ended"] }).notNull(),
    /** Why it ended. */
    endedFor: text({ enum: ["reader", "bounces", "complaint"] }),
    /** When a confirmation was last mailed. */
    askedAt: instant(),
    /** When its owner agreed; null also if a link was used that was kept and not mailed. */
    confirmedAt: instant(),
    endedAt: instant(),
    cadence: text({ enum: ["daily", "weekly"] })
      .notNull()
      .default("daily"),
    /** The days of the week, Sunday being 0; one for a weekly digest. */
    weekdays: smallint().array().notNull().default(sql`'{1,2,3,4,5}'::smallint[]`),
    /** The local hour, 0 to 23. */
    hour: smallint().notNull().default(7),
    /** An IANA time zone. */
    zone: text().notNull(),
    /** What is in it: `edition`, `topics`, `teams`, `collections` and `notes`. */
    contents: text()
      .array()
      .notNull()
      .default(sql`'{edition,topics,teams,collections,notes}'::text[]`),
    /** At most this many papers. */
    length: smallint().notNull().default(10),
    /** Messages that the mail server refused for good, since the last that it took. */
    bounces: smallint().notNull().default(0),
    /** When the next one is due; null if it is not active. */
    dueAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("digest_subscriptions_email").on(sql`lower(${t.email})`),
    uniqueIndex("digest_subscriptions_user").on(t.userId),
    index("digest_subscriptions_claimed_by").on(t.claimedBy),
    index("digest_subscriptions_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("digest_subscriptions_not_active").on(t.state, t.id).where(sql`${t.state} <> 'active'`),
    check("digest_subscriptions_state", sql`${t.state} in ('pending', 'active', 'ended')`),
    check("digest_subscriptions_due", sql`(${t.dueAt} is not null) = (${t.state} = 'active')`),
    check(
      "digest_subscriptions_ended",
      sql`(${t.endedFor} is not null) = (${t.state} = 'ended') and (${t.endedAt} is not null) = (${t.state} = 'ended') and ${t.endedFor} in ('reader', 'bounces', 'complaint')`,
    ),
    check(
      "digest_subscriptions_cadence",
      sql`${t.cadence} in ('daily', 'weekly') and ${t.weekdays} <@ '{0,1,2,3,4,5,6}'::smallint[] and cardinality(${t.weekdays}) between 1 and case ${t.cadence} when 'weekly' then 1 else 7 end`,
    ),
    check("digest_subscriptions_hour", sql`${t.hour} between 0 and 23`),
    check("digest_subscriptions_zone", sql`char_length(${t.zone}) between 1 and 64`),
    check(
      "digest_subscriptions_contents",
      sql`${t.contents} <@ '{edition,topics,teams,collections,notes}'::text[] and cardinality(${t.contents}) between 1 and 5`,
    ),
    check("digest_subscriptions_length", sql`${t.length} between 1 and 20`),
    check("digest_subscriptions_email_length", sql`char_length(${t.email}) between 3 and 254`),
  ],
);

/** One digest of one local day, claimed by inserting it: no second one can be sent. */
export const digestIssues = pgTable(
  "digest_issues",
  {
    subscriptionId: uuid()
      .notNull()
      .references(() => digestSubscriptions.id, { onDelete: "cascade" }),
    /** The subscriber's local day. */
    day: date({ mode: "string" }).notNull(),
    /** The message's id from the first attempt on, so that receivers merge copies. */
    mailId: uuid().notNull().default(sql`gen_random_uuid()`),
    state: text({ enum: ["queued", "sent", "empty", "late", "refused", "ended"] })
      .notNull()
      .default("queued"),
    createdAt: createdAt(),
    endedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.day] }),
    index("digest_issues_created").on(t.createdAt),
    index("digest_issues_queued").on(t.createdAt).where(sql`${t.state} = 'queued'`),
    check(
      "digest_issues_state",
      sql`${t.state} in ('queued', 'sent', 'empty', 'late', 'refused', 'ended') and (${t.endedAt} is null) = (${t.state} = 'queued')`,
    ),
  ],
);

/** The papers that a subscriber has had by mail: none twice. */
export const digestPapers = pgTable(
  "digest_papers",
  {
    subscriptionId: uuid()
      .notNull()
      .references(() => digestSubscriptions.id, { onDelete: "cascade" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** The day of the digest that has it. */
    day: date({ mode: "string" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.paperId] }),
    index("digest_papers_paper").on(t.paperId),
    index("digest_papers_issue").on(t.subscriptionId, t.day),
  ],
);

/**
 * The papers that a reader has opened here while they get a digest: they are not mailed. Nothing is
 * noted of readers without one.
 */
export const digestOpened = pgTable(
  "digest_opened",
  {
    subscriptionId: uuid()
      .notNull()
      .references(() => digestSubscriptions.id, { onDelete: "cascade" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    openedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.paperId] }),
    index("digest_opened_paper").on(t.paperId),
    index("digest_opened_at").on(t.openedAt),
  ],
);

/** Messages of an installation that sends no mail, for its administrators to read. */
export const keptMail = pgTable(
  "kept_mail",
  {
    id: uuid().primaryKey(),
    at: instant().notNull(),
    /** Digests have a budget of their own, so that they push out no other message. */
    isDigest: boolean().notNull().default(false),
    /** The message, sealed with AUTH_SECRET: it has addresses and tokens. */
    sealed: text().notNull(),
  },
  (t) => [
    index("kept_mail_at").on(t.at.desc(), t.id.desc()),
    check("kept_mail_length", sql`char_length(${t.sealed}) <= 400000`),
  ],
);
