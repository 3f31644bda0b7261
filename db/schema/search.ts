import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { byteOrdered } from "../columns";

/** The words of all papers, to complete and correct what readers type. */
export const searchWords = pgTable(
  "search_words",
  {
    /** As `papers.search_version`: the words of an older one are deleted when all papers have the newer. */
    version: integer().notNull(),
    word: byteOrdered().notNull(),
    /** What its forms have in common: how it is kept in `papers.search`. */
    stem: byteOrdered().notNull(),
    /** In how many papers it is. */
    papers: integer().notNull(),
    /** Hashes of the word with each of its letters left out: words one wrong letter apart share one. */
    misspellings: integer().array().notNull().default(sql`'{}'::integer[]`),
  },
  (t) => [
    primaryKey({ columns: [t.word, t.version] }),
    index("search_words_stem").on(t.stem),
    index("search_words_misspellings").using("gin", t.misspellings),
  ],
);
