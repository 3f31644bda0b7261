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

/** A reader's passkeys: public keys, which sign nobody in. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: owner(),
    credentialId: text().notNull().unique(),
    publicKey: text().notNull(),
    /** Counts uses where the authenticator does; synced ones stay at 0. */
    counter: bigint({ mode: "number" }).notNull().default(0),
    transports: text().array().notNull().default([]),
    /** The host that it was made for, and works for. */
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
  /** Whose codes count; null until the first one has been set up. */
  secret: text(),
  /** One that is being set up: it counts for nothing until a code of it was entered. */
  pendingSecret: text(),
  pendingAt: instant(),
  /** The step of time whose code was accepted last: no code of it or before it is accepted again. */
  lastStep: integer(),
});

/** Codes that stand in for the second step, each once, stored as hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  { userId: owner(), codeHash: text().notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

/** Who has taken the first step of signing in and owes the second: no session, and good for nothing else. */
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

/** Challenges of passkeys that were answered, until they expire: each is answered once. */
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
