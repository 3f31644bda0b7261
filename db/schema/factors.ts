import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { sessions } from "./auth";
import { signInWays } from "./sign-ins";
import { users } from "./users";

const owner = () =>
  uuid()
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** A reader's passkeys: public keys, which cannot sign anyone in. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: owner(),
    credentialId: text().notNull().unique(),
    publicKey: text().notNull(),
    /** Counts uses, if the authenticator does; synced ones stay at 0. */
    counter: bigint({ mode: "number" }).notNull().default(0),
    transports: text().array().notNull().default([]),
    /** The host that it was made for and works on. */
    rpId: text().notNull(),
    name: text().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant(),
  },
  (t) => [
    index("passkeys_user").on(t.userId),
    check("passkeys_name_length", sql`char_length(${t.name}) between 1 and 100`),
  ],
);

/** A reader's authenticator app. Secrets are encrypted: see `server/auth/second-step/sealed.ts`. */
export const authenticators = pgTable("authenticators", {
  userId: owner().primaryKey(),
  /** The active secret; null until the first one has been set up. */
  secret: text(),
  /** A secret being set up: inactive until a code of it has been entered. */
  pendingSecret: text(),
  pendingAt: instant(),
  /**
   * The time step of the last accepted code: no code of this or an earlier step is accepted again.
   */
  lastStep: integer(),
});

/** Single-use codes that replace the second step, stored as hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  { userId: owner(), codeHash: text().notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

/**
 * Users who passed the first step of signing in and owe the second: not sessions, and good for
 * nothing else.
 */
export const secondSteps = pgTable(
  "second_steps",
  {
    tokenHash: text().primaryKey(),
    userId: owner(),
    way: text({ enum: signInWays }).notNull(),
    provider: text(),
    expires: instant().notNull(),
  },
  (t) => [index("second_steps_user").on(t.userId)],
);

/** Answered passkey challenges, until they expire: each may be answered once. */
export const spentChallenges = pgTable("spent_challenges", {
  hash: text().primaryKey(),
  expires: instant().notNull(),
});

/** The mailed code that confirms one session, stored as a hash. */
export const confirmationCodes = pgTable("confirmation_codes", {
  sessionId: uuid()
    .primaryKey()
    .references(() => sessions.id, { onDelete: "cascade" }),
  codeHash: text().notNull(),
  expires: instant().notNull(),
});
