import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { users } from "./users";

/** The topics that readers follow, by their slugs. */
export const followedTopics = pgTable(
  "followed_topics",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    topic: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.topic] }),
    check("followed_topics_topic_short", sql`char_length(${t.topic}) between 1 and 40`),
  ],
);
