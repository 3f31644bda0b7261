import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Rate limits. The columns are those that rate-limiter-flexible expects. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});

/** What this installation remembers about itself, such as the setting the scores were made with. */
export const installation = pgTable("installation", {
  key: text().primaryKey(),
  value: text().notNull(),
});
