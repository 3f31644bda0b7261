import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** What a user holds about a paper: its place in their library. */
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
    savedAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.paperId] }),
    index("user_papers_shelf").on(t.userId, t.status, t.savedAt.desc(), t.paperId.desc()),
    index("user_papers_all").on(t.userId, t.savedAt.desc(), t.paperId.desc()),
    index("user_papers_paper").on(t.paperId),
    check("user_papers_status_known", sql`${t.status} in ('to_read', 'reading', 'read')`),
  ],
);
