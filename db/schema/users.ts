import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";

/** A reader with an account. The columns `emailVerified` and `image` are Auth.js's. */
export const users = pgTable(
  "users",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: instant(),
    image: text(),
    /** Null for readers who sign in only by a provider or a mailed link. */
    passwordHash: text(),
    role: text({ enum: ["reader", "administrator"] })
      .notNull()
      .default("reader"),
    /** Whether only the reader's teams see what they voted for. The votes count all the same. */
    hidesVotes: boolean().notNull().default(false),
    /** Whether signing in requires a second step, by an authenticator app or a passkey. */
    twoStep: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_unique").on(sql`lower(${t.email})`),
    check("users_role_known", sql`${t.role} in ('reader', 'administrator')`),
    check("users_name_length", sql`char_length(${t.name}) between 1 and 100`),
    check("users_email_length", sql`char_length(${t.email}) between 3 and 254`),
  ],
);
