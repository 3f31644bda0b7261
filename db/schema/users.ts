import { type SQLWrapper, sql } from "drizzle-orm";
import { boolean, check, index, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";

type Named = Record<"name" | "email", SQLWrapper>;

/** Compared byte by byte, so that the accounts that begin with some letters are next to each other. */
export const startOfEmail = ({ email }: Pick<Named, "email">) => sql`(lower(${email}) collate "C")`;
export const startOfName = ({ name }: Pick<Named, "name">) => sql`(lower(${name}) collate "C")`;
export const startOfLastName = ({ name }: Pick<Named, "name">) =>
  sql`(lower(substring(${name} from '[^ ]*$')) collate "C")`;

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
    role: text({ enum: ["reader", "curator", "administrator"] })
      .notNull()
      .default("reader"),
    /** Whether only the reader's teams see what they voted for. The votes count all the same. */
    hidesVotes: boolean().notNull().default(false),
    /** Whether signing in requires a second step, by an authenticator app or a passkey. */
    twoStep: boolean().notNull().default(false),
    /** Since when an administrator lets the account sign in no more. */
    blockedAt: instant(),
    /** The color of their face, from 0 to 9, given by their first team; null before: by their name. */
    hue: smallint(),
    /** Whether there are warnings that they have not dismissed. */
    isWarned: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_unique").on(sql`lower(${t.email})`),
    index("users_created").on(t.createdAt, t.id),
    // what an administrator may begin to type: an address, a name, or its last word
    index("users_by_email").on(startOfEmail(t), t.id),
    index("users_by_name").on(startOfName(t), t.id),
    index("users_by_last_name").on(startOfLastName(t), t.id),
    index("users_administrators").on(t.id).where(sql`${t.role} = 'administrator'`),
    check("users_role_known", sql`${t.role} in ('reader', 'curator', 'administrator')`),
    check("users_hue_known", sql`${t.hue} between 0 and 9`),
    check("users_name_length", sql`char_length(${t.name}) between 1 and 100`),
    check("users_email_length", sql`char_length(${t.email}) between 3 and 254`),
  ],
);
