import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { users } from "./users";

/**
 * People who read together. A team always has an owner: a deferred trigger (see the migration
 * `teams_and_collections`) refuses to leave one without, unless it is dissolved.
 */
export const teams = pgTable(
  "teams",
  {
    id: id(),
    /** The name in its URL. */
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull().default(""),
    createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /** How many members a proposal needs, its proposer among them, to be in the team's edition. */
    proposalThreshold: smallint().notNull().default(2),
    /** Set when an owner dissolves it; cleared by restoring within the grace period. */
    dissolvedAt: instant(),
  },
  (t) => [
    index("teams_created_by").on(t.createdBy),
    index("teams_dissolved").on(t.dissolvedAt).where(sql`${t.dissolvedAt} is not null`),
    check(
      "teams_slug_form",
      sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(${t.slug}) between 2 and 40`,
    ),
    check("teams_name_length", sql`char_length(${t.name}) between 1 and 120`),
    check("teams_proposal_threshold", sql`${t.proposalThreshold} between 1 and 20`),
    check("teams_description_length", sql`char_length(${t.description}) <= 2000`),
  ],
);

/** The members of a team, with their roles. */
export const teamMembers = pgTable(
  "team_members",
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["owner", "admin", "member"] }).notNull(),
    joinedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.userId] }),
    index("team_members_user").on(t.userId),
    index("team_members_joined").on(t.teamId, t.joinedAt.desc()),
    check("team_members_role_known", sql`${t.role} in ('owner', 'admin', 'member')`),
  ],
);

/**
 * People recently removed from a team, or given a lower role, and their previous role: undo
 * restores it where it can, older invitations never do.
 */
export const teamRemovals = pgTable(
  "team_removals",
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["owner", "admin", "member"] }).notNull(),
    joinedAt: instant().notNull(),
    /** The roles on the team's collections that were removed with it. */
    named: jsonb().$type<{ listId: string; role: string }[]>().notNull(),
    removedAt: instant().notNull(),
    /**
     * False for a lowered role, and for a removal after which they came back and left by
     * themselves.
     */
    undoable: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.userId] }),
    index("team_removals_user").on(t.userId),
    index("team_removals_removed").on(t.removedAt),
    check("team_removals_role_known", sql`${t.role} in ('owner', 'admin', 'member')`),
  ],
);
