import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { byteOrdered, createdAt, id, instant } from "../columns";
import { papers } from "./papers";
import { teams } from "./teams";
import { users } from "./users";

/** The roles on a list, lowest first. */
export const listRoles = ["viewer", "commenter", "contributor", "editor", "manager"] as const;

const role = () => text({ enum: listRoles });

const isRole = (column: AnyPgColumn) =>
  sql`${column} in ('viewer', 'commenter', 'contributor', 'editor', 'manager')`;

/**
 * An ordered set of papers. Owned by a user, it is a reading list; owned by a team, a collection.
 */
export const lists = pgTable(
  "lists",
  {
    id: id(),
    ownerUserId: uuid().references(() => users.id, { onDelete: "cascade" }),
    ownerTeamId: uuid().references(() => teams.id, { onDelete: "cascade" }),
    /** For attribution only: it grants nothing. */
    createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
    name: text().notNull(),
    description: text().notNull().default(""),
    /** Whether the team's members see it, or only people named on it (and its managers). */
    visibility: text({ enum: ["team", "people"] })
      .notNull()
      .default("people"),
    /** The role of the team's members, if they see it. */
    memberRole: role().notNull().default("editor"),
    /**
     * The public link's token in plain text, as managers may look it up again. Null if there is
     * none.
     */
    publicToken: text().unique(),
    /** Whether the public link also shows the notes on its papers. */
    publicNotes: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /**
     * Incremented by every change to the list or its items, so that clients can tell what they
     * missed.
     */
    revision: bigint({ mode: "number" }).notNull().default(0),
    /** Incremented by changes that only the team may know of, not guests. */
    teamRevision: bigint({ mode: "number" }).notNull().default(0),
    /**
     * Set by deletion; cleared by restoring within the trash period. Until then nobody sees the
     * list.
     */
    deletedAt: instant(),
    deletedBy: uuid().references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    index("lists_owner_user").on(t.ownerUserId, t.createdAt),
    index("lists_owner_team").on(t.ownerTeamId, t.createdAt),
    index("lists_created_by").on(t.createdBy),
    index("lists_deleted_by").on(t.deletedBy),
    index("lists_deleted").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    check("lists_one_owner", sql`num_nonnulls(${t.ownerUserId}, ${t.ownerTeamId}) = 1`),
    check("lists_visibility_known", sql`${t.visibility} in ('team', 'people')`),
    check(
      "lists_team_sees_its_own",
      sql`${t.visibility} = 'people' or ${t.ownerTeamId} is not null`,
    ),
    check("lists_member_role_known", isRole(t.memberRole)),
    check("lists_name_length", sql`char_length(${t.name}) between 1 and 120`),
    check("lists_description_length", sql`char_length(${t.description}) <= 2000`),
  ],
);

/**
 * People named on a list, with a role: guests, and team members with a higher role than the others.
 */
export const listMembers = pgTable(
  "list_members",
  {
    listId: uuid()
      .notNull()
      .references(() => lists.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role().notNull(),
    /** For attribution only. */
    grantedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.userId] }),
    index("list_members_user").on(t.userId),
    index("list_members_granted_by").on(t.grantedBy),
    check("list_members_role_known", isRole(t.role)),
  ],
);

/**
 * Roles recently taken from people on a collection: undo restores them where it can, older
 * invitations never do.
 */
export const listRemovals = pgTable(
  "list_removals",
  {
    listId: uuid()
      .notNull()
      .references(() => lists.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role().notNull(),
    removedAt: instant().notNull(),
    /**
     * False for a lowered role, and if the removal was superseded: they left, or were removed from
     * the team.
     */
    undoable: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.userId] }),
    index("list_removals_user").on(t.userId),
    index("list_removals_removed").on(t.removedAt),
    check("list_removals_role_known", isRole(t.role)),
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
    /** A fractional index: there is always room for an item between two others. */
    position: byteOrdered().notNull(),
    addedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    addedAt: instant().notNull().defaultNow(),
    /** Why this paper is here; visible to everyone who reads the list. */
    note: text().notNull().default(""),
    noteBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** The list's revision at its last change. */
    revision: bigint({ mode: "number" }).notNull().default(0),
    /**
     * Set by removal; cleared by restoring within the trash period. It keeps its position until
     * then.
     */
    deletedAt: instant(),
    deletedBy: uuid().references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.paperId] }),
    uniqueIndex("list_items_position_unique").on(t.listId, t.position),
    index("list_items_paper").on(t.paperId),
    // counts a list's items and finds the last one without reading the rows
    index("list_items_added")
      .on(t.listId, t.addedAt.desc(), t.paperId)
      .where(sql`${t.deletedAt} is null`),
    index("list_items_added_by").on(t.addedBy),
    index("list_items_note_by").on(t.noteBy),
    index("list_items_deleted_by").on(t.deletedBy),
    index("list_items_deleted").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    check("list_items_note_length", sql`char_length(${t.note}) <= 2000`),
  ],
);
