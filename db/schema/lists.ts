import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, orderKey } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** An ordered set of papers, owned by a user: a reading list. */
export const lists = pgTable(
  "lists",
  {
    id: id(),
    ownerUserId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text().notNull().default(""),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /** Set by deletion; taken back by undo. The list is shown to nobody meanwhile. */
    deletedAt: instant(),
  },
  (t) => [
    index("lists_owner_user").on(t.ownerUserId, t.createdAt),
    check("lists_name_length", sql`char_length(${t.name}) between 1 and 120`),
    check("lists_description_length", sql`char_length(${t.description}) <= 2000`),
  ],
);

export const listItems = pgTable(
  "list_items",
  {
    listId: uuid()
      .notNull()
      .references(() => lists.id, { onDelete: "cascade" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** A fractional index: two items always have room for a third between them. */
    position: orderKey().notNull(),
    addedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    addedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.paperId] }),
    uniqueIndex("list_items_position_unique").on(t.listId, t.position),
    index("list_items_paper").on(t.paperId),
    index("list_items_added_by").on(t.addedBy),
  ],
);
