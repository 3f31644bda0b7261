import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns";
import { users } from "./users";

/** How somebody signed in. */
export const signInWays = ["password", "passkey", "link", "provider"] as const;

/**
 * A reader's latest sign-ins, for their own review: few, for ninety days, with the browser's name
 * and without any IP address.
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
    /** The provider's id, if the way is `provider`. */
    provider: text(),
    /** Such as "Firefox on Linux". */
    browser: text().notNull(),
    /** Whether the second step failed, after a correct first one. */
    refused: boolean().notNull().default(false),
  },
  (t) => [
    index("sign_ins_user").on(t.userId, t.at.desc()),
    index("sign_ins_at").on(t.at),
    check("sign_ins_way_known", sql`${t.way} in ('password', 'passkey', 'link', 'provider')`),
    check("sign_ins_provider", sql`(${t.way} = 'provider') = (${t.provider} is not null)`),
  ],
);
