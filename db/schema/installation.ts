import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** How often something was tried lately. The key is a hash: no address of a reader is stored. */
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
