import { sql } from "drizzle-orm";
import { check, customType, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { papers } from "./papers";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The picture of a paper, fetched once from where its source says it is. */
export const paperPictures = pgTable(
  "paper_pictures",
  {
    paperId: integer()
      .primaryKey()
      .references(() => papers.id, { onDelete: "cascade" }),
    url: text().notNull(),
    /** Null while it has not been fetched, and if there is none. */
    bytes: bytea(),
    /** SHA-256 of the bytes in hex: its address here. */
    hash: text(),
    mediaType: text({ enum: ["image/png", "image/jpeg", "image/webp"] }),
    width: integer(),
    height: integer(),
    triedAt: instant(),
    /** Why there is none. */
    error: text(),
  },
  (t) => [
    index("paper_pictures_hash").on(t.hash).where(sql`${t.hash} is not null`),
    check(
      "paper_pictures_whole",
      sql`num_nulls(${t.bytes}, ${t.hash}, ${t.mediaType}, ${t.width}, ${t.height}) in (0, 5)`,
    ),
    check(
      "paper_pictures_media_type",
      sql`${t.mediaType} in ('image/png', 'image/jpeg', 'image/webp')`,
    ),
    check("paper_pictures_small", sql`octet_length(${t.bytes}) <= 2000000`),
    check("paper_pictures_error_length", sql`char_length(${t.error}) <= 500`),
  ],
);
