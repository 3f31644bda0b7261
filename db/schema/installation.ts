import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Recent attempts, for rate limits. The key is a hash: no reader's address is stored. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});

/** The installation's own state, such as the setting that scores were computed with. */
export const installation = pgTable("installation", {
  key: text().primaryKey(),
  value: text().notNull(),
});
