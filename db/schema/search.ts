import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { byteOrdered } from "../columns";

/** The words of all papers, to complete and correct what readers type. */
export const searchWords = pgTable(
  "search_words",
  {
    /**
     * Like `papers.search_version`: an older version's words are deleted once all papers have the
     * newer.
     */
    version: integer().notNull(),
    word: byteOrdered().notNull(),
    /** The common stem of its forms, as in `papers.search`. */
    stem: byteOrdered().notNull(),
    /** How many papers contain it. */
    papers: integer().notNull(),
    /** The power of two of that number: finds the most frequent words without reading the others. */
    frequency: smallint().generatedAlwaysAs(
      sql`case when papers > 0 then floor(ln(papers) / ln(2)) end`,
    ),
    /**
     * Hashes of the word with each of its letters left out: words one wrong letter apart share one.
     */
    misspellings: integer().array().notNull().default(sql`'{}'::integer[]`),
  },
  (t) => [
    primaryKey({ columns: [t.word, t.version] }),
    index("search_words_stem").on(t.stem),
    index("search_words_frequency").on(t.frequency, t.word),
    index("search_words_misspellings").using("gin", t.misspellings),
  ],
);
