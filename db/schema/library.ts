import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** The papers in users' libraries. */
export const userPapers = pgTable(
  "user_papers",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    status: text({ enum: ["to_read", "reading", "read"] }).notNull(),
    favorite: boolean().notNull().default(false),
    /** The reader's own tags, without duplicates, in alphabetical order. */
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    savedAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** Set by removal; cleared by restoring within the trash period. */
    deletedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.paperId] }),
    index("user_papers_all")
      .on(t.userId, t.savedAt.desc(), t.paperId.desc())
      .where(sql`${t.deletedAt} is null`),
    index("user_papers_deleted").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    index("user_papers_paper").on(t.paperId),
    check("user_papers_status_known", sql`${t.status} in ('to_read', 'reading', 'read')`),
    check("user_papers_tags_few", sql`cardinality(${t.tags}) <= 50`),
  ],
);
