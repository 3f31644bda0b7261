import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns";
import { users } from "./users";

/** How somebody signed in. */
export const signInWays = ["password", "passkey", "link", "provider"] as const;

/**
 * The latest sign-ins of a reader, for them to look over: few, for ninety days, with the browser's
 * name and without any address.
 */
export const signIns = pgTable(
  "sign_ins",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    way: text({ enum: signInWays }).notNull(),
    /** The provider's id, for the way of that name. */
    provider: text(),
    /** As in "Firefox on Linux". */
    browser: text().notNull(),
    /** Whether the second step was refused, after a first one that was right. */
    refused: boolean().notNull().default(false),
  },
  (t) => [
    index("sign_ins_user").on(t.userId, t.at.desc()),
    index("sign_ins_at").on(t.at),
    check("sign_ins_way_known", sql`${t.way} in ('password', 'passkey', 'link', 'provider')`),
    check("sign_ins_provider", sql`(${t.way} = 'provider') = (${t.provider} is not null)`),
  ],
);
