import { sql } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A random uuid made by the database. */
export const id = () => uuid().primaryKey().default(sql`gen_random_uuid()`);

export const instant = () => timestamp({ withTimezone: true, mode: "date" });

export const createdAt = () => instant().notNull().defaultNow();

/** A full-text search vector. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Text compared byte by byte, as fractional order keys must be. */
export const byteOrdered = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
