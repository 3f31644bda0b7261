import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { listRoles, lists } from "./lists";
import { teams } from "./teams";
import { users } from "./users";

/** Auth.js: which outside identity belongs to which user. */
export const accounts = pgTable(
  "accounts",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    index("accounts_user").on(t.userId),
  ],
);

/** A signed-in browser. `sessionToken` is the SHA-256 of the cookie, never the cookie. */
export const sessions = pgTable(
  "sessions",
  {
    sessionToken: text().primaryKey(),
    /** Its id on the security page; the cookie's hash stays on the server. */
    id: uuid().notNull().defaultRandom().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expires: instant().notNull(),
    userAgent: text(),
    createdAt: createdAt(),
    lastSeenAt: instant().notNull().defaultNow(),
    /** When the reader last confirmed their identity, beyond having the cookie. */
    confirmedAt: instant(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** Auth.js: mailed sign-in links; it stores only the hash of a token. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text().notNull(),
    token: text().notNull(),
    expires: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
);

/**
 * A future account, until the mailed link proves that the address is the reader's own: nobody can
 * take another's address, and only its owner learns that an address is taken.
 */
export const pendingSignUps = pgTable(
  "pending_sign_ups",
  {
    tokenHash: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull(),
    passwordHash: text().notNull(),
    invitationId: uuid().references(() => invitations.id, { onDelete: "cascade" }),
    expires: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("pending_sign_ups_invitation").on(t.invitationId)],
);

/** A mailed link to set a new password: single use, one hour, stored as a hash. */
export const passwordResets = pgTable(
  "password_resets",
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expires: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("password_resets_user").on(t.userId)],
);

/**
 * An invitation link, stored as a hash: to this installation; to a team, opening one of its
 * collections if set; or, for a guest, to one collection.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    tokenHash: text().notNull().unique(),
    /** If set, only this address may use it. */
    email: text(),
    teamId: uuid().references(() => teams.id, { onDelete: "cascade" }),
    teamRole: text({ enum: ["owner", "admin", "member"] }),
    /** The collection that a new member lands on, or that a guest gets access to. */
    listId: uuid().references(() => lists.id, { onDelete: "cascade" }),
    /** A guest's role there. */
    listRole: text({ enum: listRoles }),
    createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    expires: instant().notNull(),
    uses: integer().notNull().default(0),
    mostUses: integer().notNull().default(1),
    /** The last use. */
    usedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    usedAt: instant(),
  },
  (t) => [
    index("invitations_created_by").on(t.createdBy),
    index("invitations_used_by").on(t.usedBy),
    index("invitations_team").on(t.teamId, t.createdAt.desc()),
    index("invitations_list").on(t.listId, t.createdAt.desc()),
    check("invitations_uses", sql`${t.uses} between 0 and ${t.mostUses}`),
    check("invitations_address_once", sql`${t.email} is null or ${t.mostUses} = 1`),
    check("invitations_team_as", sql`(${t.teamId} is null) = (${t.teamRole} is null)`),
    check("invitations_team_role_known", sql`${t.teamRole} in ('owner', 'admin', 'member')`),
    check(
      "invitations_list_as",
      sql`case when ${t.listId} is null then ${t.listRole} is null else (${t.listRole} is null) = (${t.teamId} is not null) end`,
    ),
    check(
      "invitations_list_role_known",
      sql`${t.listRole} in ('viewer', 'commenter', 'contributor', 'editor', 'manager')`,
    ),
  ],
);
