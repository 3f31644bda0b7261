import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { lists } from "./lists";
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

/** The collections that readers follow. It grants nothing: what they may no longer read stays hidden. */
export const followedCollections = pgTable(
  "followed_collections",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    listId: uuid()
      .notNull()
      .references(() => lists.id, { onDelete: "cascade" }),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.listId] }),
    index("followed_collections_list").on(t.listId),
  ],
);
